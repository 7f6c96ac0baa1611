using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PlanEditor.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class NoticeBounds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Notices_MailAt",
                table: "Notices");

            migrationBuilder.DropIndex(
                name: "IX_Notices_Plan",
                table: "Notices");

            migrationBuilder.DropIndex(
                name: "IX_Notices_User_Plan_Revision_Kind_Thread",
                table: "Notices");

            migrationBuilder.DropIndex(
                name: "IX_Mails_User",
                table: "Mails");

            migrationBuilder.AddColumn<long>(
                name: "Proposal",
                table: "Notices",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "DraftGrants",
                columns: table => new
                {
                    User = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Plan = table.Column<int>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 160, nullable: false),
                    Until = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DraftGrants", x => x.User);
                    table.ForeignKey(
                        name: "FK_DraftGrants_AspNetUsers_User",
                        column: x => x.User,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_DraftGrants_Plans_Plan",
                        column: x => x.Plan,
                        principalTable: "Plans",
                        principalColumn: "Key",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Notices_Mail",
                table: "Notices",
                column: "Mail",
                filter: "\"Mail\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Notices_MailAt",
                table: "Notices",
                column: "MailAt",
                filter: "\"Mail\" IS NULL AND \"ReadAt\" IS NULL AND \"MailAt\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Notices_Plan_Thread_Entry",
                table: "Notices",
                columns: new[] { "Plan", "Thread", "Entry" });

            migrationBuilder.CreateIndex(
                name: "IX_Notices_User_Plan_Revision_Kind_Thread_Proposal",
                table: "Notices",
                columns: new[] { "User", "Plan", "Revision", "Kind", "Thread", "Proposal" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Mails_User_MadeAt",
                table: "Mails",
                columns: new[] { "User", "MadeAt" });

            migrationBuilder.CreateIndex(
                name: "IX_DraftGrants_Plan",
                table: "DraftGrants",
                column: "Plan");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "DraftGrants");

            migrationBuilder.DropIndex(
                name: "IX_Notices_Mail",
                table: "Notices");

            migrationBuilder.DropIndex(
                name: "IX_Notices_MailAt",
                table: "Notices");

            migrationBuilder.DropIndex(
                name: "IX_Notices_Plan_Thread_Entry",
                table: "Notices");

            migrationBuilder.DropIndex(
                name: "IX_Notices_User_Plan_Revision_Kind_Thread_Proposal",
                table: "Notices");

            migrationBuilder.DropIndex(
                name: "IX_Mails_User_MadeAt",
                table: "Mails");

            migrationBuilder.DropColumn(
                name: "Proposal",
                table: "Notices");

            migrationBuilder.CreateIndex(
                name: "IX_Notices_MailAt",
                table: "Notices",
                column: "MailAt");

            migrationBuilder.CreateIndex(
                name: "IX_Notices_Plan",
                table: "Notices",
                column: "Plan");

            migrationBuilder.CreateIndex(
                name: "IX_Notices_User_Plan_Revision_Kind_Thread",
                table: "Notices",
                columns: new[] { "User", "Plan", "Revision", "Kind", "Thread" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Mails_User",
                table: "Mails",
                column: "User");
        }
    }
}
