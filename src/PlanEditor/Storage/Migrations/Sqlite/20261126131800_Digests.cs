using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PlanEditor.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Digests : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "PlanDigests",
                columns: table => new
                {
                    Plan = table.Column<int>(type: "INTEGER", nullable: false),
                    Revision = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Digest = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PlanDigests", x => x.Plan);
                    table.ForeignKey(
                        name: "FK_PlanDigests_Plans_Plan",
                        column: x => x.Plan,
                        principalTable: "Plans",
                        principalColumn: "Key",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "PlanTexts",
                columns: table => new
                {
                    Key = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Plan = table.Column<int>(type: "INTEGER", nullable: false),
                    Node = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Field = table.Column<string>(type: "TEXT", nullable: false),
                    Number = table.Column<string>(type: "TEXT", nullable: false),
                    Title = table.Column<string>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PlanTexts", x => x.Key);
                    table.ForeignKey(
                        name: "FK_PlanTexts_Plans_Plan",
                        column: x => x.Plan,
                        principalTable: "Plans",
                        principalColumn: "Key",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_PlanTexts_Plan_Node_Field",
                table: "PlanTexts",
                columns: new[] { "Plan", "Node", "Field" },
                unique: true);

            // By parts of three characters of texts that are folded already; the texts themselves stand in PlanTexts alone.
            migrationBuilder.Sql(
                """
                CREATE VIRTUAL TABLE "PlanTextIndex" USING fts5("Folded", content='', contentless_delete=1, detail=none, tokenize="trigram case_sensitive 1");
                CREATE VIRTUAL TABLE "PlanTextTerms" USING fts5vocab("PlanTextIndex", 'row');
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""DROP TABLE "PlanTextTerms"; DROP TABLE "PlanTextIndex";""");

            migrationBuilder.DropTable(
                name: "PlanDigests");

            migrationBuilder.DropTable(
                name: "PlanTexts");
        }
    }
}
