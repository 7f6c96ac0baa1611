using System.Collections.Immutable;
using System.Globalization;
using PlanEditor.Identity;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Review;
using PlanModel.Schema;
using PlanModel.Schema.Vocabularies;
using PlanModel.Text;
using PlanModel.Workflow;

namespace PlanEditor.Samples;

/// <summary>
/// The sample report as the changes of its authors: drafted by the reviewers, circulated, commented. Each is checked as its author at its time. It quotes the sample plans, one of them at a
/// revision from which that has moved on.
/// </summary>
internal sealed class SampleReport
{
    private const string Slug = "sample-report";
    private const string Text = ActionPlan.Section.TextKey;

    private readonly List<CommittedChange> _changes = [];
    private DateTimeOffset _at = new(2017, 8, 21, 13, 0, 0, TimeSpan.Zero);
    private string _by = "reviewer";
    private int _ids;

    private SampleReport()
    {
    }

    /// <summary>The sample plans that it quotes, by slug.</summary>
    public static ImmutableArray<string> Quoted { get; } = ["bangladesh", "panama"];

    /// <summary>The report when all was done.</summary>
    public Document Document { get; private set; } = Document.Empty(AnalyticalReport.Schema);

    /// <summary>All changes, oldest first.</summary>
    public IReadOnlyList<CommittedChange> Changes => _changes;

    /// <summary>Tells the report.</summary>
    /// <param name="sources">The sample plans that it quotes, by slug.</param>
    /// <exception cref="InvalidDataException">It asks for something that its author could not do.</exception>
    public static SampleReport Of(IReadOnlyDictionary<string, SampleSource> sources)
    {
        var report = new SampleReport();
        report.Do([.. new NewReport("Open data for sustainable development: report of the workshop (sample)") { Sample = true }.Operations(report.NewId)]);
        report.Do(new SetField(NodeId.Root, "workshopStart", Scalar.Of("2017-06-22")), new SetField(NodeId.Root, "workshopEnd", Scalar.Of("2017-06-23")), report.Edit(NodeId.Root, "place", "The Hague, Netherlands"));
        report.Draft(sources);
        report.Circulate();
        return report;
    }

    private void Draft(IReadOnlyDictionary<string, SampleSource> sources)
    {
        foreach (var (key, words) in SampleReportTexts.Sections) Write(Of(key).Id, Text, words);
        _by = "reviewer2";
        foreach (var (question, words) in SampleReportTexts.Deliberations) Write(Document.Children(Document.Root, AnalyticalReport.Deliberation.Kind).Single(node => AnalyticalReport.Deliberation.Question.Read(node) == question).Id, Text, words);
        foreach (var (country, words) in SampleReportTexts.Chapters) Write(Chapter(country).Id, Text, words);
        _by = "reviewer";
        Quote(Chapter("BD"), sources["bangladesh"], "commitment", "problem", "water", earlier: true);
        Quote(Chapter("PA"), sources["panama"], "lesson", "improvement", "", earlier: false);
        NodeId? last = null;
        foreach (var one in SampleReportTexts.Conclusions)
        {
            var id = NewId();
            Do(new InsertNode(id, AnalyticalReport.Conclusion.Key, NodeId.Root, last, Node.NoFields.Add("kind", Scalar.Of(one.Kind)).Add("session", Scalar.Of(one.Session)).Add("state", Scalar.Of(one.State)).Add("number", AnalyticalReport.Conclusion.Number.Initial!(Document, Document.Root)!)));
            Do(
            [
                Edit(id, "text", one.Text),
                .. one.AddressedTo.Select(to => new AddToSet(id, "addressedTo", to)),
                .. one.Targets.Select(target => new AddToSet(id, "sdgTargets", target)),
                .. one.ForOutcomeDocument ? new Operation[] { new SetField(id, "forOutcomeDocument", Scalar.Of(true)) } : [],
            ]);
            last = id;
        }
    }

    private void Circulate()
    {
        _at = new DateTimeOffset(2017, 10, 2, 9, 0, 0, TimeSpan.Zero);
        Do(new ChangeState(PlanState.InReview, "Please read above all the chapter on your country, and what is concluded.") { Due = new DateOnly(2017, 10, 31) });
        foreach (var (by, country, severity, words) in SampleReportTexts.Comments)
        {
            _by = by;
            _at = _at.AddHours(26);
            var node = country is null ? Of("background") : Chapter(country);
            Do(new StartThread(new ThreadId(NewId().Value), node.Id, Text, null, severity, words));
        }
    }

    /// <summary>Quotes the first text of a kind that has some word, where it is asked for as it stood before its last change.</summary>
    private void Quote(Node under, SampleSource source, string kind, string field, string word, bool earlier)
    {
        var node = source.Now.All().First(one => one.Kind.Key == kind && one.Text(field).ToString().Contains(word, StringComparison.Ordinal));
        var now = node.Text(field).ToString();
        var (revision, words) = earlier ? source.Before(node.Id, field, now) : (source.Revision, now);
        var id = NewId();
        var number = source.Now.Number(node);
        var from = $"{Countries.OfPlans.Label(source.Country)}, {(number.Length > 0 ? number : source.Now.Title(node).TrimEnd('.'))}, {node.Kind.Find(field)!.Label}";
        Do(new InsertNode(id, AnalyticalReport.Quote.Key, under.Id, null, Node.NoFields.Add("source", Scalar.Of(new PlanPlace(source.Plan, node.Id, field, revision).ToString())).Add("cleared", Scalar.Of(true))));
        Do(Edit(id, "from", from), Edit(id, "words", words));
    }

    private Node Of(string key) => Document.Children(Document.Root).Single(node => node.Kind.Key == key);

    private Node Chapter(string country) => Document.Children(Document.Root, AnalyticalReport.CountryChapter.Kind).Single(node => AnalyticalReport.CountryChapter.Country.Read(node) == country);

    private EditText Edit(NodeId node, string field, string words) => new(node, field, TextChangeSet.Of(Document[node].Text(field).Length, (0, Document[node].Text(field).Length, words)));

    private void Write(NodeId node, string field, string words) => Do(Edit(node, field, words));

    private NodeId NewId() => new(SampleIds.Number(Slug, "part", (++_ids).ToString(CultureInfo.InvariantCulture)));

    private void Do(params ImmutableArray<Operation> operations)
    {
        var (account, revision) = (SampleAccounts.Find(_by)!, _changes.Count + 1);
        var made = Change.Stamped(operations, new Stamp(account.Id, _at, revision));
        if (Change.TryApply(Document, made, new Actor(account.Id, account.Role, account.Country), "", out var after) is { } refusal) throw new InvalidDataException($"{Slug}: {_by} at {_at:u}: {refusal.Words}");
        Document = after;
        _changes.Add(new CommittedChange(
            revision,
            new ChangeId(SampleIds.Of(Slug, "change", revision.ToString(CultureInfo.InvariantCulture))),
            account.Id,
            new SessionId(SampleIds.Of(Slug, _by, _at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))),
            _at,
            made));
        _at = _at.AddMinutes(7);
    }
}

/// <summary>A sample plan that the report quotes.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Country">Whose it is.</param>
/// <param name="History">How it came about.</param>
internal sealed record SampleSource(PlanId Plan, string Country, SampleHistory History)
{
    public Document Now => History.Document;

    public long Revision => History.Changes.Count;

    /// <summary>The last revision at which a whole text said something else, and what; the newest where it never did.</summary>
    public (long Revision, string Words) Before(NodeId node, string field, string now)
    {
        var (document, found) = (Document.Empty(ActionPlan.Schema), (Revision, now));
        var last = History.Changes.LastOrDefault(change => change.Operations.Any(operation => operation is EditText edit && edit.Node == node && edit.Field == field))?.Revision ?? Revision;
        foreach (var change in History.Changes)
        {
            if (change.Revision == last) break;
            document = Change.Apply(document, change.Operations);
            if (document.Find(node) is { } known && known.Text(field) is { Length: > 0 } text && text.ToString() != now) found = (change.Revision, text.ToString());
        }

        return found;
    }
}
