using System.Collections.Immutable;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PlanEditor.Components.Plans;
using PlanEditor.Hosting;
using PlanEditor.Tests.Storage;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Schema;
using PlanModel.Templates;
using PlanModel.Workflow;
using Xunit;

namespace PlanEditor.Tests.Home;

public sealed class PlanTemplatesTests : IDisposable
{
    private const string Ours = """
        {"label":"Water first","help":"One commitment about water.","commitments":[{"target":"16.10","title":{"en":"Open the water data","es":"Abrir los datos del agua"},
        "steps":[{"en":"Count the wells"}],"values":["transparency"],"serviceAreas":["water"],"disaggregation":["gender"]}]}
        """;

    private readonly TemporaryDirectory _data = new();
    private readonly Said _said = new();

    [Fact]
    public void An_administrators_template_stands_before_the_others_and_starts_a_plan_in_its_language()
    {
        Write("water.json", Ours);
        var all = Read();
        Assert.Equal("", string.Join("\n", _said.Words));
        Assert.Equal(["Water first", .. PlanTemplate.All.Select(template => template.Label)], all.Select(template => template.Label));
        var last = 1UL;
        Assert.Null(NewPlan.TryMake(ActionPlan.Schema, new NewPlan("UY", "es", "Plan") { Template = all[0] }.Operations(() => new NodeId(++last)), new Actor(default, Role.PlanLead, "UY"), "UY", out var document));
        var commitment = Assert.Single(document.Children(document.Root, ActionPlan.Commitment.Kind));
        Assert.Equal("Abrir los datos del agua", document.Title(commitment));
        Assert.Equal("Count the wells", document.Title(Assert.Single(document.Children(commitment, ActionPlan.Milestone.Kind))));
    }

    [Theory]
    [InlineData("{", "JSON")]
    [InlineData("null", "empty")]
    [InlineData("""{"label":" "}""", "label")]
    [InlineData("""{"label":"A","colour":"red"}""", "colour")]
    [InlineData("""{"label":"A","commitments":[{"target":"99.1","title":{"en":"B"}}]}""", "")]
    [InlineData("""{"label":"A","commitments":[{"target":"16.6","title":{"es":"B"}}]}""", "lacks")]
    [InlineData("""{"label":"A","commitments":[{"target":"16.6","title":{"en":"B"},"values":["greed"]}]}""", "")]
    public void One_that_could_not_start_a_plan_is_left_out_and_said_in_the_log(string content, string why)
    {
        Write("a.json", content);
        Write("b.json", Ours);
        Assert.Equal("Water first", Read()[0].Label);
        var said = Assert.Single(_said.Words);
        Assert.Contains("a.json", said, StringComparison.Ordinal);
        Assert.Contains(why, said, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("es", "Spanish")]
    [InlineData("bn", "Bengali")]
    [InlineData("ne", "Nepali")]
    public void A_title_that_is_too_long_in_any_language_of_plans_is_said_with_the_language(string language, string name)
    {
        Write("a.json", $$$"""{"label":"A","commitments":[{"target":"16.6","title":{"en":"B","{{{language}}}":"{{{new string('x', 161)}}}"}}]}""");
        Assert.Equal(PlanTemplate.All, Read());
        Assert.Contains($"in a plan in {name}: Title may have 160 characters", Assert.Single(_said.Words), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_any_there_are_the_built_in_ones() => Assert.Equal(PlanTemplate.All, Read());

    public void Dispose() => _data.Dispose();

    private void Write(string name, string content) => File.WriteAllText(Path.Combine(Directory.CreateDirectory(Path.Combine(_data.Path, "templates", "plans")).FullName, name), content);

    private ImmutableArray<PlanTemplate> Read() =>
        new PlanTemplates(new DataDirectory(Options.Create(new SiteOptions { Data = _data.Path }), new HostingEnvironment { ContentRootPath = "/" }), _said).Read();

    private sealed class Said : ILogger<PlanTemplates>
    {
        public List<string> Words { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Words.Add(formatter(state, exception));
    }
}
