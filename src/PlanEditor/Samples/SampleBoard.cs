using System.Collections.Immutable;
using System.Globalization;
using PlanEditor.Identity;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Exchange;
using PlanModel.Operations;
using PlanModel.Review;
using PlanModel.Schema;
using PlanModel.Workflow;

namespace PlanEditor.Samples;

/// <summary>What was said on the sample board of questions, as the changes of those who said it.</summary>
internal static class SampleBoard
{
    private const string Slug = "sample-board";

    /// <summary>Answers of peer countries and talk, by question: who, whether it is a peer's answer, what, and what was answered by whom.</summary>
    private static ImmutableArray<(string Question, string By, bool IsAnswer, string Text, ImmutableArray<(string By, string Text)> Then)> Said { get; } =
    [
        ("implementation", "peer.cr", true, "By agreement with those who stand at the counter: in each canton a clerk of the health service, of the library or of the bus company answers for one list and is named on it.",
            [("focal.uy", "¿Quién paga las horas? En nuestras oficinas esa fue la primera pregunta."), ("peer.cr", "La institución, por convenio. Lo hacen en la hora en que menos gente viene.")]),
        ("lessons", "peer.mn", true, "We published three hundred datasets first and asked afterwards. Nineteen of them are used. Today nothing is published before somebody has said what for.",
            [("reviewer", "May the report quote this? @peer.mn"), ("peer.mn", "Please do.")]),
        ("lessons", "focal.np", false, "Bangladesh and we wrote nearly the same lesson about codes of places. Shall we share one list for the border districts?",
            [("focal.bd", "Gladly. Our Bureau of Statistics has a table that fits on one page.")]),
        ("approaches", "reviewer2", false, "Two plans begin with a rule and two with a demand. What would each of you take from the other way?",
            [("lead.pa", "Del otro camino, las mesas antes del decreto: nos habrían ahorrado dos borradores."), ("lead.uy", "Nosotros, una fecha que obligue.")]),
    ];

    /// <summary>All changes, oldest first, and the board that they make.</summary>
    /// <exception cref="InvalidDataException">Somebody says what that person may not.</exception>
    public static (IReadOnlyList<CommittedChange> Changes, Document Document) Tell()
    {
        var start = new DateTimeOffset(2017, 10, 9, 9, 0, 0, TimeSpan.Zero);
        var (changes, document) = (new List<CommittedChange>(), Change.Apply(Document.Empty(QuestionBoard.Schema), QuestionBoard.Start));
        changes.Add(Committed(1, UserId.Server, start, QuestionBoard.Start));
        foreach (var (at, one) in Said.Index())
        {
            var question = Question.Find(one.Question)!;
            var thread = new ThreadId(SampleIds.Number(Slug, "thread", Text(at)));
            Do(one.By, new StartThread(thread, one.IsAnswer ? QuestionBoard.AnswersOf(question) : QuestionBoard.DiscussionOf(question), null, null, Severity.Question, SampleReviewActs.Said(one.Text)));
            foreach (var (nth, answer) in one.Then.Index()) Do(answer.By, new ReplyToThread(thread, new EntryId(SampleIds.Number(Slug, "entry", $"{at} {nth}")), SampleReviewActs.Said(answer.Text)));
        }

        return (changes, document);

        void Do(string by, Operation operation)
        {
            var (account, revision) = (SampleAccounts.Find(by)!, changes.Count + 1);
            var when = start.AddHours(changes.Count * 5);
            var made = Change.Stamped([operation], new Stamp(account.Id, when, revision));
            if (Change.TryApply(document, made, new Actor(account.Id, account.Role, account.Country), "", out var after) is { } refusal) throw new InvalidDataException($"{Slug}: {by}: {refusal.Words}");
            document = after;
            changes.Add(Committed(revision, account.Id, when, made));
        }
    }

    private static CommittedChange Committed(int revision, UserId by, DateTimeOffset at, ImmutableArray<Operation> operations) =>
        new(revision, new ChangeId(SampleIds.Of(Slug, "change", Text(revision))), by, new SessionId(SampleIds.Of(Slug, by.ToString(), Text(revision))), at, operations);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
