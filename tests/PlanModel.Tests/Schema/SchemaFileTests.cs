using System.Text;
using OgdPlans.Tests;
using PlanModel.Schema;
using Xunit;

namespace PlanModel.Tests.Schema;

public class SchemaFileTests
{
    [Theory]
    [InlineData("actionPlan", "schema.json")]
    [InlineData("analyticalReport", "schema-report.json")]
    public void The_schema_file_says_what_the_code_says(string schema, string file)
    {
        using var stream = new MemoryStream();
        SchemaJson.Write(DocumentSchemas.Find(schema)!, stream);
        var current = Encoding.UTF8.GetString(stream.ToArray()) + "\n";
        var path = Repository.Path("docs", file);
        if (Environment.GetEnvironmentVariable("OGDPLANS_WRITE") == "1") File.WriteAllText(path, current);
        Assert.True(
            File.Exists(path) && File.ReadAllText(path) == current,
            $"docs/{file} is not current: run OGDPLANS_WRITE=1 dotnet test tests/PlanModel.Tests --filter SchemaFileTests and commit it");
    }
}
