using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using PlanModel;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Review;
using PlanModel.Schema;
using PlanModel.Text;
using PlanModel.Workflow;

namespace OgdPlans.Tests;

/// <summary>Somebody who edits a document of any schema at random, always with operations that fit the document they see.</summary>
public sealed class RandomEditor(Random random)
{
    private static readonly string[] Pieces =
        ["a", "the plan ", "\n", "😀", "প্রকল্প", "तथ्याङ्क ", "é", "\u2028", "x\ny", "**bold**", "ক্ষ", "👩‍👩‍👧"];

    private static readonly ConcurrentDictionary<NodeKind, FieldsOfKind> Fields = [];

    private readonly List<Node> _nodes = [];

    /// <summary>Kinds of operation that <see cref="Next"/> makes; a test compares it with all there are.</summary>
    public static IReadOnlyList<Type> Makes { get; } =
    [
        typeof(InsertNode), typeof(MoveNode), typeof(RemoveNode), typeof(RestoreNode), typeof(PlanModel.Operations.SetField), typeof(AddToSet),
        typeof(RemoveFromSet), typeof(EditText), typeof(OpenToPeers), typeof(ChangeState), typeof(ApprovePlan), typeof(AssessPart), typeof(SetDeadline), typeof(NameVersion),
        typeof(NoteErratum), typeof(Unpublish), typeof(PublishAgain),
        typeof(StartThread), typeof(ReplyToThread), typeof(EditEntry), typeof(MarkThread), typeof(RateThread), typeof(AssignThread), typeof(DisposeThread),
        typeof(Suggest), typeof(SendProposal), typeof(DecideProposal), typeof(ReopenProposal), typeof(WithdrawProposal),
    ];

    /// <summary>Whether texts are only added to, so that nothing typed may ever be missing.</summary>
    public bool InsertsOnly { get; init; }

    public NodeId NewNode() => new(Bits() | 2);

    public ChangeId NewChange() => new(Id());

    public UserId NewUser() => new(Id());

    public SessionId NewSession() => new(Id());

    /// <summary>An operation that fits the document; half of them are edits of texts.</summary>
    public Operation Next(Document document)
    {
        _nodes.Clear();
        _nodes.AddRange(document.All());
        while (true)
        {
            var operation = Try(document, _nodes);
            if (operation is not null && operation.Check(document) is null) return operation;
        }
    }

    public EditText? Edit(Document document, Node node)
    {
        var fields = FieldsOf(node.Kind).Texts;
        if (fields.Count == 0) return null;
        if (random.Next(4) == 0 && fields.Select(field => field.Translation).OfType<TextField>().ToList() is { Count: > 0 } translations) fields = translations;
        var field = Pick(fields);
        var text = field.Read(node);
        var from = Between(text, random.Next(text.Length + 1));
        var to = InsertsOnly || random.Next(3) > 0 ? from : Between(text, Math.Min(text.Length, from + random.Next(8)));
        var insert = to > from && random.Next(2) == 0 ? "" : Pick(Pieces);
        if (!field.Markdown) insert = insert.Replace("\n", " ", StringComparison.Ordinal);
        return insert.Length == 0 && to == from ? null : new EditText(node.Id, field.Key, TextChangeSet.Of(text.Length, (from, to, insert)));
    }

    private Operation? Try(Document document, List<Node> nodes)
    {
        var node = Pick(nodes);
        // What is beside a final plan.
        if ((document.State == PlanState.Final && random.Next(2) == 0) || (document.Standing.Version > 1 && random.Next(20) == 0))
        {
            var version = random.Next(3) == 0 ? (int?)null : 1 + random.Next(document.Standing.Version);
            return random.Next(4) switch
            {
                0 => new NoteErratum(node.Id, Pick(Pieces)) { Version = version },
                1 => new Unpublish(Pick(Pieces)) { Version = version },
                2 => new PublishAgain(Pick(Pieces)) { Version = version },
                _ => Step(document),
            };
        }

        // Whatever is done next makes the approval stale.
        if (document.Standing.FreshApprovals > 0 && random.Next(3) == 0) return Step(document);
        switch (random.Next(26))
        {
            case > 22:
                return OnProposal(document, nodes);
            case > 19:
                return InThread(document, node);
            case < 10:
                return Edit(document, node);
            case 10 or 11 or 12:
                return Insert(document, node);
            case 13:
                return new MoveNode(node.Id, Pick(nodes).Id, random.Next(3) == 0 ? null : Pick(nodes).Id);
            case 14:
                return InsertsOnly ? null : new RemoveNode(node.Id);
            case 15:
                return new RestoreNode(node.Id);
            case 16 or 17:
                return Set(node, nodes);
            case 18:
                return Item(document, node, nodes);
            default:
                return random.Next(7) switch
                {
                    0 => Step(document),
                    1 => new ApprovePlan(),
                    2 => new NameVersion("v" + random.Next(1_000_000).ToString(CultureInfo.InvariantCulture), ""),
                    3 => new AssessPart(node.Id, Pick(Enum.GetValues<ChecklistPoint>()), random.Next(3) switch { 0 => null, 1 => false, _ => true }),
                    4 => new SetDeadline(random.Next(4) == 0 ? null : new DateOnly(2099, 1, 1).AddDays(random.Next(300))),
                    _ => new OpenToPeers(random.Next(2) == 0),
                };
        }
    }

    private ChangeState Step(Document document) => document.State switch
    {
        PlanState.Draft when document.Schema.Workflow.Find(PlanState.Draft, PlanState.InReview) is { DueAsked: not null } => new ChangeState(PlanState.InReview, "so") { Due = new DateOnly(2099, 1, 31) },
        PlanState.Draft => new ChangeState(PlanState.InReview, "so"),
        PlanState.ChangesRequested when document.Schema.Workflow.Find(PlanState.ChangesRequested, PlanState.Final) is null => new ChangeState(PlanState.InReview, "so"),
        PlanState.InReview when document.Schema.Workflow.Find(PlanState.InReview, PlanState.Final) is null => new ChangeState(random.Next(3) > 0 ? PlanState.ChangesRequested : PlanState.Draft, "so"),
        PlanState.InReview or PlanState.ChangesRequested when random.Next(3) > 0 => new ChangeState(PlanState.Final, "so") { Confirmed = ReviewGate.WarningsOf(Completeness.Of(document)) },
        _ => new ChangeState(PlanState.Draft, "so"),
    };

    private InsertNode? Insert(Document document, Node parent)
    {
        if (parent.Kind.Children.IsEmpty) return null;
        var kind = document.Schema.Find(Pick(parent.Kind.Children).Kind)!;
        var fields = ImmutableSortedDictionary.Create<string, FieldValue>(StringComparer.Ordinal);
        if (FieldsOf(kind).Texts is [var text, ..] && random.Next(2) == 0) fields = fields.Add(text.Key, Scalar.Of("new"));
        return new InsertNode(NewNode(), kind.Key, parent.Id, parent.Children.IsEmpty || random.Next(3) == 0 ? null : Pick(parent.Children), fields);
    }

    private PlanModel.Operations.SetField? Set(Node node, List<Node> nodes)
    {
        if (FieldsOf(node.Kind).Values is not { Count: > 0 } fields) return null;
        var field = Pick(fields);
        return new PlanModel.Operations.SetField(node.Id, field.Key, random.Next(4) == 0 ? null : field switch
        {
            DateField => DateField.Write(new DateOnly(2017, 1, 1).AddDays(random.Next(900))),
            ChoiceField choice => Scalar.Of(Pick(choice.Choices.Choices).Code),
            NumberField => Scalar.Of((decimal)random.Next(100)),
            FlagField => Scalar.Of(random.Next(2) == 0),
            QuotedField => Scalar.Of($"{new PlanId(Id())}/{Pick(nodes).Id}/text@{1 + random.Next(9)}"),
            UrlField => Scalar.Of("https://example.org/" + random.Next(9).ToString(CultureInfo.InvariantCulture)),
            _ => Scalar.Of(Pick(nodes).Id),
        });
    }

    private Operation? Item(Document document, Node node, List<Node> nodes)
    {
        if (FieldsOf(node.Kind).Sets is not { Count: > 0 } fields) return null;
        var field = Pick(fields);
        if (random.Next(3) == 0 && field.Read(node) is { IsEmpty: false } items) return new RemoveFromSet(node.Id, field.Key, items[random.Next(items.Count)]);
        return new AddToSet(node.Id, field.Key, field is PlacesField ? $"{new PlanId(Id())}/{Pick(nodes).Id} C{random.Next(9)}" : field.Choices is { } choices ? Pick(choices.Choices).Code : field.Kinds.IsEmpty ? "w" + random.Next(9).ToString(CultureInfo.InvariantCulture) : Pick(nodes).Id.ToString());
    }

    /// <summary>Somebody comments, answers or decides.</summary>
    private ThreadOperation? InThread(Document document, Node node)
    {
        if (document.Threads.Count == 0 || random.Next(4) == 0) return Start(node);
        var thread = document.Threads.ElementAt(random.Next(document.Threads.Count));
        return random.Next(7) switch
        {
            6 => new DisposeThread(thread.Id, Pick(Enum.GetValues<DispositionOutcome>()), Pick(Pieces)),
            0 or 1 => new ReplyToThread(thread.Id, new EntryId(NewNode().Value), Pick(Pieces)),
            2 => new EditEntry(thread.Id, Pick(thread.Entries).Id, random.Next(3) == 0 ? "" : Pick(Pieces)),
            3 => new MarkThread(thread.Id, Pick([CommentState.Addressed, CommentState.Resolved, CommentState.Reopened])),
            4 => new RateThread(thread.Id, Pick(Enum.GetValues<Severity>())),
            _ => new AssignThread(thread.Id, random.Next(2) == 0 ? null : thread.Asked.By, random.Next(2) == 0 ? null : new DateOnly(2018, 1, 1).AddDays(random.Next(300))),
        };
    }

    /// <summary>An operation as somebody would submit it: what is accepted is done with it. Empty: nobody submits it.</summary>
    public static ImmutableArray<Operation> Whole(Document document, Operation operation) => operation switch
    {
        DecideProposal { Accepted: true } answer => AppliedProposal.Of(document, document.Proposals[answer.Proposal], answer.Keys).Accept(),
        ReopenProposal => [],
        _ => [operation],
    };

    /// <summary>Somebody suggests, sends, answers, takes an answer back or withdraws.</summary>
    private ProposalOperation? OnProposal(Document document, List<Node> nodes)
    {
        if (document.Proposals.Count == 0 || random.Next(6) == 0) return Propose(document, nodes, new Proposal(new ProposalId(NewNode().Value), Stamp.None, []));
        var proposal = document.Proposals.ElementAt(random.Next(document.Proposals.Count));
        switch (random.Next(9))
        {
            case < 4:
                return Propose(document, nodes, proposal);
            case 4:
                return new SendProposal(proposal.Id, Pick(Pieces));
            case 5 or 6:
                return proposal.OpenParts.ToList() is { Count: > 0 } open ? new DecideProposal(proposal.Id, [Pick(open).Key], random.Next(2) == 0, "") : null;
            case 7:
                return proposal.Parts.Where(part => !part.IsOpen).ToList() is { Count: > 0 } answered ? new ReopenProposal(proposal.Id, [Pick(answered).Operation]) : null;
            default:
                return random.Next(3) == 0 ? new WithdrawProposal(proposal.Id) : null;
        }
    }

    private Suggest? Propose(Document document, List<Node> nodes, Proposal proposal)
    {
        if (random.Next(8) == 0 && proposal.OpenParts.ToList() is { Count: > 0 } open) return new Suggest(proposal.Id, [], [Pick(open).Key]);
        // What is suggested for a part that the proposal adds, of which the plan knows nothing.
        var added = AppliedProposal.Of(document, proposal).Document;
        var news = added.All().Where(one => document.Find(one.Id) is null).ToList();
        var (here, node) = news.Count > 0 && random.Next(2) == 0 ? (added, Pick(news)) : (document, Pick(nodes));
        Operation? part = random.Next(7) switch
        {
            0 or 1 => Edit(here, node),
            2 => Insert(here, node),
            3 => Set(node, nodes),
            4 => Item(here, node, nodes),
            5 => new RemoveNode(node.Id),
            _ => new MoveNode(node.Id, Pick(nodes).Id, null),
        };
        return part is null ? null : new Suggest(proposal.Id, [part], []);
    }

    private StartThread Start(Node node)
    {
        var id = new ThreadId(NewNode().Value);
        var severity = Pick(Enum.GetValues<Severity>());
        if (FieldsOf(node.Kind).Texts is not { Count: > 0 } fields || random.Next(4) == 0) return new StartThread(id, node.Id, null, null, severity, Pick(Pieces));
        var field = Pick(fields);
        var text = field.Read(node);
        if (text.Length == 0 || random.Next(6) == 0) return new StartThread(id, node.Id, field.Key, null, severity, Pick(Pieces));
        var from = Between(text, random.Next(text.Length + 1));
        return new StartThread(id, node.Id, field.Key, (from, Between(text, Math.Min(text.Length, from + random.Next(12)))), severity, Pick(Pieces));
    }

    private static FieldsOfKind FieldsOf(NodeKind kind) => Fields.GetOrAdd(kind, static kind => new FieldsOfKind(
        [.. kind.Fields.OfType<TextField>()],
        [.. kind.Fields.OfType<ItemsField>()],
        [.. kind.Fields.Where(field => field is not (TextField or ItemsField or ComputedField))]));

    private T Pick<T>(IReadOnlyList<T> list) => list[random.Next(list.Count)];

    private ulong Bits() => (ulong)random.NextInt64(long.MinValue, long.MaxValue);

    private Guid Id()
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes);
    }

    // Never inside a surrogate pair.
    private static int Between(PlanText text, int pos) => pos > 0 && pos < text.Length && char.IsLowSurrogate(text[pos]) && char.IsHighSurrogate(text[pos - 1]) ? pos - 1 : pos;

    private sealed record FieldsOfKind(List<TextField> Texts, List<ItemsField> Sets, List<Field> Values);
}
