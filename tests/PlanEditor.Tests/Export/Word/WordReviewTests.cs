using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Office2013.Word;
using DocumentFormat.OpenXml.Wordprocessing;
using OgdPlans.Tests;
using PlanEditor.Export;
using PlanModel;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Review;
using PlanModel.Text;
using Xunit;

namespace PlanEditor.Tests.Export.Word;

/// <summary>What is said and suggested, found again in the file as Word's own comments and changes.</summary>
public sealed class WordReviewTests
{
    private static readonly UserId Reviewer = new(new Guid(1, 0, 0, new byte[8]));
    private static readonly UserId Focal = new(new Guid(2, 0, 0, new byte[8]));
    private static readonly UserId Contributor = new(new Guid(3, 0, 0, new byte[8]));
    private static readonly Dictionary<UserId, string> Names = new() { [Reviewer] = "R. Viewer", [Focal] = "F. Point", [Contributor] = "C. Tributor" };

    private readonly WholePlan _whole = new();
    private ulong _last = 0x9000;
    private long _revision = 41;

    [Fact]
    public async Task A_thread_hangs_on_its_words_and_its_answers_on_it()
    {
        Set("problem", "Nobody knows the budgets, **nobody** asks.");
        var thread = Ask(_whole.Commitment, "problem", (17, 24), "Which?");
        Do(Focal, new ReplyToThread(thread, new EntryId(++_last), $"All, {Mentions.Write(Reviewer)}"));
        Ask(_whole.Commitment, "problem", (28, 34), "Everybody?");
        Ask(_whole.Commitment, "startDate", null, "Why so late?");
        Ask(_whole.Commitment, null, null, "A good one.");
        Ask(NodeId.Root, null, null, "On the whole.");
        Ask(_whole.Milestone, null, null, "This step.");
        Ask(_whole.Plan.Add("distribution", _whole.Dataset, ("title", "A file")), "title", (0, 1), "Of what is shown in short.");
        var done = Ask(_whole.Dataset, "description", null, "Settled.");
        Do(Focal, new MarkThread(done, CommentState.Addressed));
        Do(Reviewer, new MarkThread(done, CommentState.Resolved));
        _whole.Plan.Remove(_whole.SecondMilestone);
        Ask(_whole.SecondMilestone, "title", (0, 3), "Gone.");

        var file = await WriteAsync();
        var comments = WordReader.Read(file, main => main.WordprocessingCommentsPart!.Comments!.Elements<Comment>().Select(comment => (comment.Author!.Value, comment.Date!.Value, WordReader.Words(comment))).ToList());
        Assert.Equal(10, comments.Count);
        Assert.Contains(("R. Viewer", At.UtcDateTime, "Blocking, open\nWhich?"), comments);
        Assert.Contains(("F. Point", At.UtcDateTime, "All, @R. Viewer"), comments);
        var more = WordReader.Read(file, main => main.WordprocessingCommentsExPart!.CommentsEx!.Elements<CommentEx>().Select(one => (one.ParaId?.Value, one.ParaIdParent?.Value, one.Done?.Value)).ToList());
        Assert.Single(more, one => one.Item2 is not null);
        Assert.Single(more, one => one.Item3 == true);
        Assert.Equal("budgets", Commented(file, "Which?"));
        Assert.Equal("budgets", Commented(file, "All, @R. Viewer"));
        Assert.Equal("nobody", Commented(file, "Everybody?"));
        Assert.Equal("Starts", Commented(file, "Why so late?"));
        Assert.Equal("Publish local budgets", Commented(file, "A good one."));
        Assert.Equal("Open data plan", Commented(file, "On the whole."));
        Assert.Equal("One chart", Commented(file, "This step."));
        Assert.Equal("Local budgets", Commented(file, "Of what is shown in short."));
        Assert.Equal("Publish local budgets", Commented(file, "Gone."));
        Assert.Contains("Response matrix", WordReader.Read(file, main => WordReader.Words(main.Document!.Body!)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_suggested_is_a_change_that_Word_can_accept_or_decline()
    {
        Set("problem", "Nobody can see the budgets.\n\nThis stays.\n\n- one\n- two");
        var before = WordReader.Fields(await WriteAsync());
        Suggest(
            Contributor,
            new EditText(_whole.Commitment, "problem", TextChangeSet.Of(53, (11, 14, "read"))),
            new EditText(_whole.Milestone, "title", TextChangeSet.Of(9, (4, 9, "directive"))),
            new SetField(_whole.Milestone, "dueDate", Scalar.Of("2018-03-12")),
            new AddToSet(_whole.Commitment, "values", "participation"),
            new SetField(_whole.Milestone, "status", Scalar.Of("underWay")),
            new RemoveNode(_whole.SecondMilestone),
            new InsertNode(new NodeId(0x7001), "milestone", _whole.Commitment, _whole.Milestone, Node.NoFields.Add("title", Scalar.Of("A new step")).Add("deliverable", Scalar.Of("A list:\n\n- a\n- b"))),
            new InsertNode(new NodeId(0x7002), "customSection", NodeId.Root, null, Node.NoFields.Add("title", Scalar.Of("A new section")).Add("text", Scalar.Of("With words."))));
        var file = await WriteAsync();
        WordReader.Check(file);

        Assert.Equal(["C. Tributor"], Marks(file).Select(mark => mark.Author).Distinct());
        Assert.Contains(("see", false), Marks(file).Select(mark => (mark.Words, mark.Added)));
        Assert.Contains(("read", true), Marks(file).Select(mark => (mark.Words, mark.Added)));
        Assert.Contains(("31 Jan 2018", false), Marks(file).Select(mark => (mark.Words, mark.Added)));
        Assert.Contains(("12 Mar 2018", true), Marks(file).Select(mark => (mark.Words, mark.Added)));
        Assert.Contains(("Participation", true), Marks(file).Select(mark => (mark.Words, mark.Added)));
        Assert.Contains(("Under way", true), Marks(file).Select(mark => (mark.Words, mark.Added)));
        Assert.Contains(("A new section", true), Marks(file).Select(mark => (mark.Words, mark.Added)));

        // Declined, the plan is as it was; accepted, as suggested.
        var declined = WordReader.Fields(Settled(file, accepted: false));
        Assert.Equal(before.OrderBy(field => field.Key), declined.Where(field => field.Value.Length > 0 || before.ContainsKey(field.Key)).OrderBy(field => field.Key));
        var accepted = WordReader.Fields(Settled(file, accepted: true));
        Assert.Equal("Nobody can read the budgets.\nThis stays.\none\ntwo", accepted[$"{_whole.Commitment}:problem"]);
        Assert.Equal("One directive", accepted[$"{_whole.Milestone}:title"]);
        Assert.Equal("12 Mar 2018", accepted[$"{_whole.Milestone}:dueDate"]);
        Assert.Equal("A new step", accepted[$"{new NodeId(0x7001)}:title"]);
        Assert.Equal("A list:\na\nb", accepted[$"{new NodeId(0x7001)}:deliverable"]);
        Assert.DoesNotContain($"{_whole.SecondMilestone}:title", accepted.Keys);
        Assert.Contains("Why this is suggested: It is better.", Comments(file));
    }

    [Theory]
    [InlineData("- two releases\n- sheets in 200 councils\n- fifty groups", "- two releases\n- sheets in 300 councils\n- fifty groups", "-200", "+300")]
    [InlineData("1. ask\n2. publish", "1. ask\n2. screen\n3. publish", "+screen")]
    [InlineData("- ask\n  - at home\n  - at school\n- publish", "- ask\n  - at home\n  - at work\n- publish", "-school", "+work")]
    [InlineData("- a\n\n      code\n- b", "- a\n\n      code\n- c", "-b", "+c")]
    [InlineData("- ask\n- publish", "1. ask\n2. publish", "-ask", "-publish", "+ask", "+publish")]
    public async Task Of_a_list_only_what_differs_is_marked(string before, string after, params string[] marks)
    {
        Set("problem", $"Three things:\n\n{before}\n\nThat is all.");
        Suggest(Contributor, new EditText(_whole.Commitment, "problem", TextChangeSet.Of(before.Length + 29, (15, 15 + before.Length, after))));
        var file = await WriteAsync();
        Assert.Equal(marks, Marks(file).Select(mark => $"{(mark.Added ? '+' : '-')}{mark.Words}"));
        Assert.Equal(WordReader.Fields(await WordReader.WriteAsync(WordReader.Of(_whole.Plan.Document)))[$"{_whole.Commitment}:problem"], WordReader.Fields(Settled(file, accepted: false))[$"{_whole.Commitment}:problem"]);
        Set("problem", $"Three things:\n\n{after}\n\nThat is all.");
        Assert.Equal(WordReader.Fields(await WordReader.WriteAsync(WordReader.Of(_whole.Plan.Document)))[$"{_whole.Commitment}:problem"], WordReader.Fields(Settled(file, accepted: true))[$"{_whole.Commitment}:problem"]);
    }

    [Fact]
    public async Task Of_several_people_each_has_what_he_suggests_for_a_text_under_his_name()
    {
        Set("problem", "Nobody can see the budgets of the towns.");
        Suggest(Contributor, new EditText(_whole.Commitment, "problem", TextChangeSet.Of(40, (0, 6, "No citizen"))));
        Suggest(Reviewer, new EditText(_whole.Commitment, "problem", TextChangeSet.Of(40, (34, 39, "districts"))));
        var marks = Marks(await WriteAsync());
        Assert.Contains(("No citizen", "C. Tributor"), marks.Select(mark => (mark.Words, mark.Author)));
        Assert.Contains(("Nobody", "C. Tributor"), marks.Select(mark => (mark.Words, mark.Author)));
        Assert.Contains(("towns", "R. Viewer"), marks.Select(mark => (mark.Words, mark.Author)));
        Assert.Contains(("districts", "R. Viewer"), marks.Select(mark => (mark.Words, mark.Author)));
    }

    [Fact]
    public async Task The_response_matrix_has_each_suggestion_with_its_answer()
    {
        var (declined, open) = (new SetField(_whole.Milestone, "dueDate", Scalar.Of("2018-03-12")), new SetField(_whole.SecondMilestone, "dueDate", Scalar.Of("2018-07-15")));
        Suggest(Contributor, declined);
        Do(Focal, new DecideProposal(new ProposalId(_last), [ProposalPart.KeyOf(declined)], false, "Too late for the budget."));
        Suggest(Contributor, open);
        var words = WordReader.Read(await WriteAsync(), main => WordReader.Words(main.Document!.Body!));
        var matrix = words[words.LastIndexOf("Response matrix", StringComparison.Ordinal)..];
        foreach (var said in new[] { "Suggestion · C. Tributor", "It is better.", "12 Mar 2018", "F. Point", "Too late for the budget.", "declined", "15 Jul 2018", "waits for an answer" }) Assert.Contains(said, matrix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_response_matrix_says_what_comes_with_a_part_that_is_suggested_and_why_once()
    {
        var commitment = new NodeId(0x7001);
        Suggest(
            Contributor,
            new InsertNode(commitment, "commitment", NodeId.Root, _whole.Commitment, Node.NoFields.Add("title", Scalar.Of("Test the wells"))),
            new InsertNode(new NodeId(0x7002), "milestone", commitment, null, Node.NoFields.Add("title", Scalar.Of("Test the first"))));
        var words = WordReader.Read(await WriteAsync(), main => WordReader.Words(main.Document!.Body!));
        var matrix = words[words.LastIndexOf("Response matrix", StringComparison.Ordinal)..];
        Assert.Contains("“Test the first”", matrix, StringComparison.Ordinal);
        Assert.DoesNotContain("a part that is not there", matrix, StringComparison.Ordinal);
        Assert.Equal(matrix.IndexOf("It is better.", StringComparison.Ordinal), matrix.LastIndexOf("It is better.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_cannot_be_shown_as_a_change_is_said_in_a_comment()
    {
        Suggest(Contributor, new MoveNode(_whole.SecondMilestone, _whole.Commitment, null), new SetField(_whole.Milestone, "dueDate", Scalar.Of("2018-03-12")));
        var moved = WordReader.Read(await WriteAsync(), main => main.WordprocessingCommentsPart!.Comments!.Elements<Comment>().Select(WordReader.Words).ToList());
        Assert.Contains(moved, words => words.StartsWith("Suggestion: moved C1.M2", StringComparison.Ordinal));
        _whole.Plan.Remove(_whole.Milestone);
        Assert.Contains(Comments(await WriteAsync()), words => words.Contains("no longer applicable", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_the_review_nothing_of_it_is_in_the_file()
    {
        Ask(_whole.Commitment, "problem", null, "Which?");
        Suggest(Contributor, new SetField(_whole.Milestone, "dueDate", Scalar.Of("2018-03-12")));
        var file = await WordReader.WriteAsync(WordReader.Of(_whole.Plan.Document));
        WordReader.Read(file, main =>
        {
            Assert.Null(main.WordprocessingCommentsPart);
            Assert.Empty(main.Document!.Descendants<InsertedRun>());
            Assert.Empty(main.Document.Descendants<DeletedRun>());
            Assert.DoesNotContain("Response matrix", WordReader.Words(main.Document), StringComparison.Ordinal);
            return 0;
        });
    }

    [Fact]
    public async Task Names_that_were_kept_before_names_were_looked_at_break_no_file()
    {
        Ask(_whole.Commitment, "startDate", null, $"Why, {Mentions.Write(Contributor)}?");
        Suggest(Contributor, new SetField(_whole.Milestone, "dueDate", Scalar.Of("2018-03-12")));
        var file = await WordReader.WriteAsync(WordReader.Of(_whole.Plan.Document, new Dictionary<UserId, string> { [Reviewer] = "Eve\v", [Contributor] = "Mallory\u0001" }));
        WordReader.Check(file);
        Assert.Contains("Mallory\ufffd", string.Join(' ', Comments(file)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_translations_alone_suggestions_are_said_in_comments()
    {
        Suggest(Contributor, new SetField(_whole.Milestone, "dueDate", Scalar.Of("2018-03-12")));
        var file = await WordReader.WriteAsync(WordReader.Of(_whole.Plan.Document, Names) with { Texts = ExportTexts.Translation });
        WordReader.Check(file);
        Assert.Empty(Marks(file));
        Assert.Contains(Comments(file), words => words.Contains("12 Mar 2018", StringComparison.Ordinal));
    }

    [Fact]
    public async Task With_translations_alone_what_is_said_of_a_name_hangs_on_its_part()
    {
        _whole.Plan.Set(NodeId.Root, "workingLanguage", "en");
        _whole.Plan.Set(NodeId.Root, "titleTranslation", "The plan");
        _whole.Plan.Set(_whole.Commitment, "titleTranslation", "The budgets");
        Ask(NodeId.Root, "title", null, "The whole?");
        Ask(_whole.Commitment, "title", null, "All of them?");
        var file = await WordReader.WriteAsync(WordReader.Of(_whole.Plan.Document, Names) with { Texts = ExportTexts.Translation });
        WordReader.Check(file);
        Assert.Equal("The plan", Commented(file, "The whole?"));
        Assert.Equal("The budgets", Commented(file, "All of them?"));
    }

    private static DateTimeOffset At => new(2017, 9, 4, 9, 0, 0, TimeSpan.Zero);

    private async Task<byte[]> WriteAsync()
    {
        var file = await WordReader.WriteAsync(WordReader.Of(_whole.Plan.Document, Names));
        WordReader.Check(file);
        return file;
    }

    private void Set(string field, string text) => _whole.Plan.Set(_whole.Commitment, field, text);

    private ThreadId Ask(NodeId node, string? field, (int From, int To)? range, string text)
    {
        var thread = new ThreadId(++_last);
        Do(Reviewer, new StartThread(thread, node, field, range, Severity.Blocking, text));
        return thread;
    }

    private void Suggest(UserId author, params Operation[] parts)
    {
        var proposal = new ProposalId(++_last);
        Do(author, new Suggest(proposal, [.. parts], []));
        Do(author, new SendProposal(proposal, "It is better."));
    }

    private void Do(UserId by, StampedOperation operation) => _whole.Plan.Do(operation with { Stamp = new Stamp(by, At, ++_revision) });

    private static List<string> Comments(byte[] file) => WordReader.Read(file, main => main.WordprocessingCommentsPart?.Comments?.Elements<Comment>().Select(WordReader.Words).ToList() ?? []);

    private static List<(string Words, bool Added, string Author)> Marks(byte[] file) => WordReader.Read(file, main => main.Document!.Descendants()
        .Where(element => element is InsertedRun or DeletedRun)
        .Select(element => (string.Concat(element.Descendants().Select(one => one is Text text ? text.Text : one is DeletedText deleted ? deleted.Text : "")), element is InsertedRun, (element as RunTrackChangeType)!.Author!.Value!))
        .ToList());

    /// <summary>The words that a comment hangs on.</summary>
    private static string Commented(byte[] file, string text) => WordReader.Read(file, main =>
    {
        var id = main.WordprocessingCommentsPart!.Comments!.Elements<Comment>().Single(comment => WordReader.Words(comment).EndsWith(text, StringComparison.Ordinal)).Id!.Value;
        return string.Concat(main.Document!.Descendants()
            .SkipWhile(element => !(element is CommentRangeStart start && start.Id!.Value == id))
            .TakeWhile(element => !(element is CommentRangeEnd end && end.Id!.Value == id))
            .OfType<Text>().Select(one => one.Text));
    });

    /// <summary>The file after all changes were accepted or declined, as Word does it.</summary>
    private static byte[] Settled(byte[] file, bool accepted)
    {
        var stream = new MemoryStream();
        stream.Write(file);
        using (var package = DocumentFormat.OpenXml.Packaging.WordprocessingDocument.Open(stream, true))
        {
            var body = package.MainDocumentPart!.Document!.Body!;
            foreach (var row in body.Descendants<TableRow>().Where(row => row.TableRowProperties?.Elements().Any(one => accepted ? one is Deleted : one is Inserted) == true).ToList()) row.Remove();
            foreach (var run in body.Descendants().Where(one => accepted ? one is DeletedRun : one is InsertedRun).ToList()) run.Remove();
            foreach (var text in body.Descendants<DeletedText>().ToList()) text.Parent!.ReplaceChild(new Text(text.Text), text);
            foreach (var paragraph in body.Descendants<Paragraph>().Where(one => one.ParagraphProperties?.ParagraphMarkRunProperties?.Elements().Any(mark => accepted ? mark is Deleted : mark is Inserted) == true).ToList())
            {
                if (paragraph.Parent is TableCell { } cell && cell.Elements<Paragraph>().Count() == 1) continue;
                paragraph.Remove();
            }

            // A control that nothing is left of is gone with it.
            foreach (var control in body.Descendants<SdtElement>().Where(one => !one.Descendants().Any(inner => inner is Text or Paragraph)).ToList()) control.Remove();
        }

        return stream.ToArray();
    }
}
