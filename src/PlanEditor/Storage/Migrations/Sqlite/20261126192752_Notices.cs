using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PlanEditor.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Notices : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Language",
                table: "AspNetUsers",
                type: "TEXT",
                maxLength: 2,
                nullable: false,
                defaultValue: "en");

            migrationBuilder.AddColumn<string>(
                name: "Mail",
                table: "AspNetUsers",
                type: "TEXT",
                maxLength: 10,
                nullable: false,
                defaultValue: "Quiet");

            migrationBuilder.CreateTable(
                name: "AuditEntries",
                columns: table => new
                {
                    Key = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    User = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Other = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Plan = table.Column<string>(type: "TEXT", maxLength: 80, nullable: true),
                    Detail = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Address = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditEntries", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "Mails",
                columns: table => new
                {
                    Key = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    User = table.Column<byte[]>(type: "BLOB", nullable: false),
                    MadeAt = table.Column<long>(type: "INTEGER", nullable: false),
                    NextTry = table.Column<long>(type: "INTEGER", nullable: true),
                    Tries = table.Column<int>(type: "INTEGER", nullable: false),
                    SentAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Mails", x => x.Key);
                    table.ForeignKey(
                        name: "FK_Mails_AspNetUsers_User",
                        column: x => x.User,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "NoticeChoices",
                columns: table => new
                {
                    User = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Plan = table.Column<int>(type: "INTEGER", nullable: false),
                    Thread = table.Column<long>(type: "INTEGER", nullable: false),
                    Attention = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NoticeChoices", x => new { x.User, x.Plan, x.Thread });
                    table.ForeignKey(
                        name: "FK_NoticeChoices_AspNetUsers_User",
                        column: x => x.User,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_NoticeChoices_Plans_Plan",
                        column: x => x.Plan,
                        principalTable: "Plans",
                        principalColumn: "Key",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "NoticeCursors",
                columns: table => new
                {
                    Plan = table.Column<int>(type: "INTEGER", nullable: false),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NoticeCursors", x => x.Plan);
                    table.ForeignKey(
                        name: "FK_NoticeCursors_Plans_Plan",
                        column: x => x.Plan,
                        principalTable: "Plans",
                        principalColumn: "Key",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Notices",
                columns: table => new
                {
                    Key = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    User = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Plan = table.Column<int>(type: "INTEGER", nullable: false),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Thread = table.Column<long>(type: "INTEGER", nullable: false),
                    Entry = table.Column<long>(type: "INTEGER", nullable: false),
                    Node = table.Column<long>(type: "INTEGER", nullable: false),
                    Place = table.Column<string>(type: "TEXT", nullable: false),
                    By = table.Column<byte[]>(type: "BLOB", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Said = table.Column<string>(type: "TEXT", nullable: false),
                    ReadAt = table.Column<long>(type: "INTEGER", nullable: true),
                    MailAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Mail = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Notices", x => x.Key);
                    table.ForeignKey(
                        name: "FK_Notices_AspNetUsers_User",
                        column: x => x.User,
                        principalTable: "AspNetUsers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_Notices_Plans_Plan",
                        column: x => x.Plan,
                        principalTable: "Plans",
                        principalColumn: "Key",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_At",
                table: "AuditEntries",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_User_At",
                table: "AuditEntries",
                columns: new[] { "User", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_Mails_NextTry",
                table: "Mails",
                column: "NextTry");

            migrationBuilder.CreateIndex(
                name: "IX_Mails_User",
                table: "Mails",
                column: "User");

            migrationBuilder.CreateIndex(
                name: "IX_NoticeChoices_Plan",
                table: "NoticeChoices",
                column: "Plan");

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
                name: "IX_Notices_User_ReadAt",
                table: "Notices",
                columns: new[] { "User", "ReadAt" });

            // What happened before there were notices is told to nobody.
            migrationBuilder.Sql("""INSERT INTO "NoticeCursors" ("Plan", "Revision") SELECT "Plan", max("Revision") FROM "Changes" GROUP BY "Plan";""");
            migrationBuilder.Sql("""UPDATE "AspNetUsers" SET "Language" = CASE "Country" WHEN 'BD' THEN 'bn' WHEN 'NP' THEN 'ne' WHEN 'PA' THEN 'es' WHEN 'UY' THEN 'es' ELSE 'en' END;""");

            // What is younger than thirty days cannot be dropped by any program.
            migrationBuilder.Sql(
                """
                CREATE TRIGGER "AuditEntries_are_not_altered" BEFORE UPDATE ON "AuditEntries" BEGIN SELECT RAISE(ABORT, 'the audit is never altered'); END;
                CREATE TRIGGER "AuditEntries_are_kept" BEFORE DELETE ON "AuditEntries" WHEN OLD."At" > (unixepoch() - 30 * 86400) * 1000 BEGIN SELECT RAISE(ABORT, 'the audit is kept'); END;
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AuditEntries");

            migrationBuilder.DropTable(
                name: "Mails");

            migrationBuilder.DropTable(
                name: "NoticeChoices");

            migrationBuilder.DropTable(
                name: "NoticeCursors");

            migrationBuilder.DropTable(
                name: "Notices");

            migrationBuilder.DropColumn(
                name: "Language",
                table: "AspNetUsers");

            migrationBuilder.DropColumn(
                name: "Mail",
                table: "AspNetUsers");
        }
    }
}
