using DocumentFormat.OpenXml.Wordprocessing;
using OgdPlans.Tests;
using PlanEditor.Export;
using PlanEditor.Export.Word;
using PlanEditor.Import.Word;
using PlanEditor.Markdown;
using PlanEditor.Tests.Export.Word;
using PlanModel;
using PlanModel.Changes;
using PlanModel.Documents;
using PlanModel.Operations;
using PlanModel.Review;
using PlanModel.Schema;
using PlanModel.Text;
using PlanModel.Workflow;
using Xunit;
using Document = PlanModel.Documents.Document;

namespace PlanEditor.Tests.Import.Word;

/// <summary>A Word file goes, is edited, and comes back.</summary>
public sealed class WordReturnTests
{
    private static readonly UserId Importer = new(new Guid(7, 0, 0, new byte[8]));
    private static readonly UserId Reviewer = new(new Guid(8, 0, 0, new byte[8]));
    private static readonly Dictionary<UserId, string> Names = new() { [Importer] = "I. Porter", [Reviewer] = "R. Viewer" };

    private readonly WholePlan _whole = new();
    private ulong _last = 0x9000;

    public static TheoryData<string> Samples => WordReader.Samples;

    private string Problem => $"{_whole.Commitment}:problem";

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task What_nobody_edited_comes_back_as_nothing_whatever_the_program_did_to_the_runs(string slug)
    {
        foreach (var texts in Enum.GetValues<ExportTexts>())
        {
            var export = WordReader.Sample(slug) with { Texts = texts, WithReview = texts != ExportTexts.Translation };
            using var hand = new WordHand(await WordReader.WriteAsync(export));
            var file = await ReturnAsync(export, hand.Scatter().Save());
            Assert.Empty(file.Edits);
            Assert.Empty(file.Comments);
            Assert.Empty(file.Left);
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Every_text_is_written_again_so_that_it_reads_the_same(string slug)
    {
        var export = WordReader.Sample(slug);
        var reading = WordFileReader.Read(await WordReader.WriteAsync(export));
        foreach (var field in reading.Paragraphs.Where(paragraph => paragraph.Tag is not null).GroupBy(paragraph => paragraph.Tag!))
        {
            var (id, key) = ReturnedPlace.Parse(field.Key);
            if (export.Document[id].Kind.Find(key) is not TextField { Markdown: true } text) continue;
            var again = ReturnedText.Of([.. field], isMarkdown: true, (inserted, _) => inserted == 0).Text;
            Assert.Equal(Html(text.ReadString(export.Document[id])), Html(again));
        }
    }

    [Theory]
    [InlineData("Plain words.")]
    [InlineData("One.\n\nTwo, **bold *and* more** and ~~gone~~ and `code`.")]
    [InlineData("A list:\n\n- one\n- two\n  - deeper **bold**\n- three\n\nAfter it.")]
    [InlineData("3. third\n4. fourth\n   - under it\n5. fifth")]
    [InlineData("# Heading\n\nText with [a link](https://example.org/a) and https://example.org/b.")]
    [InlineData("> Somebody said\n> this.")]
    [InlineData("5 \\* 3, a\\_b\\_, \\# no heading, snake_case, 2 \\> 1")]
    [InlineData("| a | b |\n| --- | --- |\n| 1 | **2** |\n\nAfter it.")]
    [InlineData("line one\nline two\n\n---\n\n```\ncode *as it is*\n```")]
    [InlineData("১২ টি উপজেলা **বাজেট** প্রকাশ করে।")]
    public async Task Markdown_is_written_again_so_that_it_reads_the_same(string source)
    {
        _whole.Plan.Set(_whole.Commitment, "problem", source);
        var reading = WordFileReader.Read(await WordReader.WriteAsync(Export()));
        var again = ReturnedText.Of([.. reading.Paragraphs.Where(paragraph => paragraph.Tag == Problem)], isMarkdown: true, (_, _) => true).Text;
        Assert.Equal(Html(source), Html(again));
    }

    [Fact]
    public async Task Each_tracked_change_is_an_edit_of_its_own_under_the_name_of_who_made_it()
    {
        _whole.Plan.Set(_whole.Commitment, "problem", "Nobody can see the **local** budgets before spring.\n\n* the first\n* the second");
        using var hand = new WordHand(await WordReader.WriteAsync(Export()));
        hand.Scatter();
        hand.Main.Document!.Descendants<ProofError>().ToList().ForEach(mark => mark.Remove());
        hand.Track(Problem, "bod", "bodies", "Ana Pérez").Track(Problem, "spri", "autu", "Li Wei").Track(Problem, "fir", "ver", "Ana Pérez").TrackParagraph(Problem, "the third", "Li Wei");
        var file = await ReturnAsync(Export(), hand.Save());
        Assert.Empty(file.Left);
        Assert.Equal(["Ana Pérez", "Li Wei", "Ana Pérez", "Li Wei"], file.Edits.Select(edit => edit.Author));
        Assert.Equal(
            [
                "Nobodiesy can see the **local** budgets before spring.\n\n* the first\n* the second",
                "Nobody can see the **local** budgets before autung.\n\n* the first\n* the second",
                "Nobody can see the **local** budgets before spring.\n\n* the verst\n* the second",
                "Nobody can see the **local** budgets before spring.\n\n* the first\n* the second\n- the third",
            ],
            file.Edits.Select(edit => Done(edit)));
    }

    [Fact]
    public async Task Of_the_translation_alone_the_title_and_short_facts_come_back_as_edits_of_the_translation()
    {
        _whole.Plan.Set(NodeId.Root, "workingLanguage", "en");
        _whole.Plan.Set(NodeId.Root, "titleTranslation", "The plan of open data");
        _whole.Plan.Set(NodeId.Root, "sdgGapReasonTranslation", "No target is left");
        _whole.Plan.Set(NodeId.Root, "sdgGapReason", "कुनै लक्ष्य छैन");
        _whole.Plan.Set(_whole.Commitment, "contactRoleTranslation", "The head of the unit");
        var export = Export() with { Texts = ExportTexts.Translation };
        var went = await WordReader.WriteAsync(export);
        WordReader.Check(went);
        Assert.Contains("Working translation into English; the text in Nepali is the authoritative one", WordReader.Read(went, main => WordReader.Words(main.Document!.Body!)), StringComparison.Ordinal);
        using var hand = new WordHand(went);
        hand.Track($"{NodeId.Root}:titleTranslation", "open", "public", "Ana Pérez").Track($"{NodeId.Root}:sdgGapReasonTranslation", "No", "Not one", "Ana Pérez").Track($"{_whole.Commitment}:contactRoleTranslation", "head", "lead", "Li Wei");
        var file = await ReturnAsync(export, hand.Save());
        Assert.Empty(file.Left);
        Assert.Equal(
            [
                (NodeId.Root, "titleTranslation", "The plan of public data"),
                (NodeId.Root, "sdgGapReasonTranslation", "Not one target is left"),
                (_whole.Commitment, "contactRoleTranslation", "The lead of the unit"),
            ],
            file.Edits.Select(edit => (EditText)edit.Operation).Select(edit => (edit.Node, edit.Field, edit.Edit.Apply(_whole.Plan.Document[edit.Node].Text(edit.Field)).ToString())));
    }

    [Fact]
    public async Task Beside_the_source_the_translation_of_the_title_comes_back_as_an_edit_of_its_own()
    {
        _whole.Plan.Set(NodeId.Root, "workingLanguage", "en");
        _whole.Plan.Set(NodeId.Root, "titleTranslation", "The plan of open data");
        var export = Export() with { Texts = ExportTexts.Both };
        using var hand = new WordHand(await WordReader.WriteAsync(export));
        hand.Track($"{NodeId.Root}:titleTranslation", "open", "public", "Ana Pérez");
        var file = await ReturnAsync(export, hand.Save());
        Assert.Empty(file.Left);
        Assert.Equal("titleTranslation", ((EditText)Assert.Single(file.Edits).Operation).Field);
    }

    [Fact]
    public async Task Of_more_changes_than_are_told_apart_none_is_given_to_somebody_else()
    {
        _whole.Plan.Set(_whole.Commitment, "problem", string.Join(' ', Enumerable.Range(1, 154).Select(at => $"a{at}. b")));
        using var hand = new WordHand(await WordReader.WriteAsync(Export()));
        for (var at = 1; at <= 154; at++) hand.Track(Problem, $"a{at}.", $"x{at}.", at switch { 1 or 151 => "Li Wei", 152 => "Cai", 153 => "Dan", _ => "Ana Pérez" });
        var edits = (await ReturnAsync(Export(), hand.Save())).Edits;
        Assert.Equal(["Li Wei", .. Enumerable.Repeat("Ana Pérez", 149), null], edits.Select(edit => edit.Author));
        Assert.Contains("x151.", Done(edits[0]), StringComparison.Ordinal);
        Assert.Contains("x154.", Done(edits[^2]), StringComparison.Ordinal);
        Assert.Contains("x152. b x153.", Done(edits[^1]), StringComparison.Ordinal);
        Assert.All(edits[1..], edit => Assert.DoesNotContain("x151.", Done(edit), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Far_more_than_a_field_can_hold_is_listed_with_its_words()
    {
        using var hand = new WordHand(await WordReader.WriteAsync(Export()));
        hand.Type(Problem, "them", new string('[', 200_000)).Type($"{_whole.Milestone}:dueDate", "31 Jan 2018", new string('1', 20_000));
        var file = await ReturnAsync(Export(), hand.Save());
        Assert.Empty(file.Edits);
        Assert.Equal(2, file.Left.Length);
        Assert.Contains(file.Left, rest => rest.Text.StartsWith("Nobody can see [[[", StringComparison.Ordinal));
        Assert.All(file.Left, rest => Assert.StartsWith("Far more stands here", rest.Why, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("[")]
    [InlineData("&a")]
    public void What_only_begins_like_a_sign_is_written_as_it_is_however_often_it_stands_there(string sign)
    {
        var words = string.Concat(Enumerable.Repeat(sign, 200_000));
        Assert.Equal(words, Written(words));
    }

    [Fact]
    public void What_is_a_sign_gets_a_backslash() => Assert.Equal(@"\[\[a](b) [ \&amp; &nothingOfThisName;", Written("[[a](b) [ &amp; &nothingOfThisName;"));

    [Fact]
    public async Task Comparing_ends_when_it_is_told_to()
    {
        var reading = WordFileReader.Read(await WordReader.WriteAsync(Export()));
        Assert.Throws<OperationCanceledException>(() => ReturnedFile.Of(Export().Plan.Id, _whole.Plan.Document, reading, reading, keepsControls: true, new CancellationToken(canceled: true)));
    }

    [Theory]
    [InlineData("LibreOffice")]
    [InlineData("one that keeps bookmarks")]
    [InlineData("one that keeps nothing")]
    public async Task Where_a_program_dropped_the_controls_paragraphs_find_their_fields_by_bookmarks_else_by_what_stands_around_them(string program)
    {
        _whole.Plan.Set(_whole.Commitment, "problem", "Nobody can see the **local** budgets.\n\n- one\n- two");
        using var hand = new WordHand(await WordReader.WriteAsync(Export()));
        hand.Track(Problem, "see", "read", "Ana Pérez").TrackParagraph(Problem, "three", "Ana Pérez").Type($"{_whole.Milestone}:dueDate", "31 Jan 2018", "12 Mar 2018").Say($"{_whole.Commitment}:solution", "each", "Li Wei", "All of them?");
        var file = await ReturnAsync(Export(), Saved(hand).Scatter().Save());
        Assert.Empty(file.Left);
        Assert.Equal(
            ["Nobody can read the **local** budgets.\n\n- one\n- two", "Nobody can see the **local** budgets.\n\n- one\n- two\n- three"],
            file.Edits.Where(edit => edit.Operation is EditText).Select(Done));
        Assert.Contains(file.Edits, edit => edit.Operation == new SetField(_whole.Milestone, "dueDate", Scalar.Of("2018-03-12")));
        Assert.Equal("solution", ((StartThread)Assert.Single(file.Comments).Operation).Field);

        var sample = WordReader.Sample("uruguay") with { WithReview = true };
        using var other = new WordHand(await WordReader.WriteAsync(sample));
        var untouched = await ReturnAsync(sample, Saved(other).Save());
        Assert.Empty(untouched.Left);
        Assert.Equal((0, 0), (untouched.Edits.Length, untouched.Comments.Length));

        WordHand Saved(WordHand file) => program == "LibreOffice" ? file.AsLibreOffice() : file.Unwrap(keepsBookmarks: program == "one that keeps bookmarks");
    }

    [Fact]
    public async Task Bookmarks_tell_fields_of_which_every_word_is_another()
    {
        _whole.Plan.Set(_whole.Commitment, "problem", "First.\n\nSecond.");
        using var hand = new WordHand(await WordReader.WriteAsync(Export()));
        hand.Type(Problem, "First.", "Erste.").Type(Problem, "Second.", "Zweite.").Type($"{_whole.Commitment}:solution", "One file for each municipality.", "Ein anderer Satz.").Type($"{_whole.Milestone}:title", "One chart", "");
        var file = await ReturnAsync(Export(), hand.Unwrap().Save());
        Assert.Empty(file.Left);
        Assert.Equal(["problem", "problem", "solution", "title"], file.Edits.Select(edit => ((EditText)edit.Operation).Field));
        Assert.Equal("", ((EditText)file.Edits[^1].Operation).Edit.Apply(_whole.Plan.Document[_whole.Milestone].Text("title")).ToString());
    }

    [Fact]
    public async Task A_file_without_fields_and_with_far_more_lines_than_it_had_is_listed_before_long()
    {
        using var hand = new WordHand(await WordReader.WriteAsync(Export()));
        var bytes = hand.Unwrap(keepsBookmarks: false).Save();
        var came = WordFileReader.Read(bytes);
        var line = came.Paragraphs.First(paragraph => paragraph.Text.Length > 0);
        came = came with { Paragraphs = [.. Enumerable.Range(0, 50_000).Select(at => line with { Line = at, Words = [new ReadWords($"Line {at * 7919 % 50_000}")] })] };
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var file = await WordImport.CompareAsync(Export(), new WordTemplate("/nowhere"), came, CancellationToken.None);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
        Assert.Empty(file.Edits);
        Assert.Contains(file.Left, rest => rest.Text == "Line 49999");
    }

    [Fact]
    public async Task What_there_is_no_room_for_is_said_at_each_before_anything_is_brought_in()
    {
        var thread = new ThreadId(++_last);
        Do(Reviewer, new StartThread(thread, _whole.Commitment, "problem", null, Severity.Could, "Who?"));
        for (var at = 2; at < Limits.EntriesMax; at++) Do(new UserId(new Guid(100 + (at / Limits.EntriesOfOneMax), 0, 0, new byte[8])), new ReplyToThread(thread, new EntryId(++_last), $"{at}"));
        var export = Export(review: true);
        using var hand = new WordHand(await WordReader.WriteAsync(export));
        hand.Answer("Who?", "Ana Pérez", "All.").Answer("Who?", "Ana Pérez", "Nobody.").Track(Problem, "see", "read", "Ana Pérez").Type($"{_whole.Milestone}:dueDate", "31 Jan 2018", "12 Mar 2018");
        var file = await ReturnAsync(export, hand.Save());
        var run = Run(file, [], 41, _whole.Plan.Document);
        Assert.Equal([true, false], run.Comments.Select(comment => comment.IsNew));
        Assert.Contains("at most 300 answers", run.Comments[1].WhyNot, StringComparison.Ordinal);
        Assert.All(run.Edits, edit => Assert.True(edit.IsNew));

        for (var at = 0; at < Limits.ProposalsOfOneMax; at++)
        {
            var id = new ProposalId(++_last);
            Do(Importer, new Suggest(id, [new SetField(_whole.SecondMilestone, "dueDate", Scalar.Of($"2018-07-{at + 1:D2}"))], []));
            Do(Importer, new SendProposal(id, "Later."));
        }

        run = Run(file, [], 41, _whole.Plan.Document);
        Assert.All(run.Edits, edit => Assert.True(edit is { IsTooMany: true, IsNew: false }));
        Assert.Single(run.Operations(All(2), All(2), () => new NodeId(++_last)));
    }

    [Fact]
    public async Task What_was_not_tracked_is_found_and_keeps_how_the_rest_is_written()
    {
        _whole.Plan.Set(_whole.Commitment, "problem", "Nobody can see the __local__ budgets.\n\n+ one\n+ two\n\n\nSee <https://example.org> soon.");
        using var hand = new WordHand(await WordReader.WriteAsync(Export()));
        hand.Type(Problem, "budgets", "accounts").Type(Problem, "two", "two or three").Type(Problem, "soon", "today");
        var file = await ReturnAsync(Export(), hand.Save());
        Assert.Equal(
            [
                "Nobody can see the __local__ accounts.\n\n+ one\n+ two\n\n\nSee <https://example.org> soon.",
                "Nobody can see the __local__ budgets.\n\n+ one\n+ two or three\n\n\nSee <https://example.org> soon.",
                "Nobody can see the __local__ budgets.\n\n+ one\n+ two\n\n\nSee <https://example.org> today.",
            ],
            file.Edits.Select(edit => Done(edit)));
    }

    [Fact]
    public async Task Days_choices_and_names_are_read_as_people_type_them_and_what_cannot_be_read_is_said()
    {
        using var hand = new WordHand(await WordReader.WriteAsync(Export()));
        hand.Type($"{_whole.Milestone}:dueDate", "31 Jan 2018", "12 March 2018").Track($"{_whole.SecondMilestone}:dueDate", "30 Jun 2018", "soon", "Ana Pérez").Type($"{_whole.Commitment}:values", "Transparency", "Transparency; Participation");
        var file = await ReturnAsync(Export(), hand.Save());
        Assert.Contains(file.Edits, edit => edit.Operation == new SetField(_whole.Milestone, "dueDate", Scalar.Of("2018-03-12")));
        Assert.Contains(file.Edits, edit => edit.Operation == new AddToSet(_whole.Commitment, "values", "participation"));
        Assert.Equal(2, file.Edits.Length);
        var left = Assert.Single(file.Left);
        Assert.Equal(("Ana Pérez", "soon"), (left.Author, left.Text));
        Assert.Contains("is not a day", left.Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("31 Jan 2018", "12 March 2018", "dueDate dueDateLabel")]
    [InlineData("17 Magh", "18 Magh", "dueDateLabel")]
    [InlineData("17 Magh", "", "dueDateLabel")]
    public async Task A_day_and_how_it_is_written_in_the_country_come_back_as_two(string was, string now, string changed)
    {
        _whole.Plan.Set(_whole.Milestone, "dueDateLabel", "17 Magh");
        using var hand = new WordHand(await WordReader.WriteAsync(Export()));
        hand.Type($"{_whole.Milestone}:dueDate", was, now);
        var file = await ReturnAsync(Export(), hand.Save());
        Assert.Empty(file.Left);
        Assert.Equal(changed.Split(' '), file.Edits.Select(edit => edit.Operation.Target.Field));
    }

    [Fact]
    public async Task A_day_in_the_digits_of_the_language_is_read_as_it_was_written()
    {
        _whole.Plan.Set(NodeId.Root, "nativeDigits", "true");
        using var hand = new WordHand(await WordReader.WriteAsync(Export()));
        hand.Type($"{_whole.Milestone}:dueDate", "३१ जनवरी २०१८", "१२ मार्च २०१८");
        var file = await ReturnAsync(Export(), hand.Save());
        Assert.Empty(file.Left);
        Assert.Equal(new SetField(_whole.Milestone, "dueDate", Scalar.Of("2018-03-12")), Assert.Single(file.Edits).Operation);
    }

    [Fact]
    public async Task A_day_in_Spanish_is_read_as_it_was_written()
    {
        _whole.Plan.Set(NodeId.Root, "language", "es");
        using var hand = new WordHand(await WordReader.WriteAsync(Export()));
        hand.Type($"{_whole.Milestone}:dueDate", "31 ene 2018", "12 abr 2018");
        var file = await ReturnAsync(Export(), hand.Save());
        Assert.Empty(file.Left);
        Assert.Equal(new SetField(_whole.Milestone, "dueDate", Scalar.Of("2018-04-12")), Assert.Single(file.Edits).Operation);
    }

    [Fact]
    public async Task A_field_of_which_all_words_are_deleted_is_emptied_though_Word_asks_for_new_ones()
    {
        using var hand = new WordHand(await WordReader.WriteAsync(Export()));
        var control = hand.Control($"{_whole.Milestone}:title");
        control.SdtProperties!.Append(new ShowingPlaceholder());
        control.Descendants<Text>().Single().Text = "Click or tap here to enter text.";
        var edit = Assert.Single((await ReturnAsync(Export(), hand.Save())).Edits);
        Assert.Equal(TextChangeSet.Of(9, (0, 9, "")).ToString(), ((EditText)edit.Operation).Edit.ToString());
    }

    [Fact]
    public async Task A_copy_of_a_field_is_listed_and_does_not_become_part_of_it()
    {
        _whole.Plan.Set(_whole.Commitment, "problem", "One.\n\nTwo.");
        using var hand = new WordHand(await WordReader.WriteAsync(Export()));
        hand.Control($"{_whole.Commitment}:expectedResults").InsertAfterSelf(hand.Control(Problem).CloneNode(true));
        var file = await ReturnAsync(Export(), hand.Save());
        Assert.Empty(file.Edits);
        Assert.Equal(["One.", "Two."], file.Left.Select(rest => rest.Text));
    }

    [Fact]
    public async Task What_stands_in_no_field_or_lost_its_field_is_listed_with_its_words()
    {
        using var hand = new WordHand(await WordReader.WriteAsync(Export()));
        hand.Control(Problem).InsertBeforeSelf(new Paragraph(new Run(new Text("A remark between the fields."))));
        hand.Control($"{_whole.Commitment}:solution").Remove();
        var file = await ReturnAsync(Export(), hand.Save());
        Assert.Empty(file.Edits);
        Assert.Contains(file.Left, rest => rest.Text == "A remark between the fields.");
        Assert.Contains(file.Left, rest => rest.Text == "One file for each municipality." && rest.Place.EndsWith("Publish local budgets, The solution", StringComparison.Ordinal));
        Assert.Equal(2, file.Left.Length);
    }

    [Fact]
    public async Task A_row_that_somebody_took_away_or_added_is_listed_as_one_part()
    {
        using var hand = new WordHand(await WordReader.WriteAsync(Export()));
        var first = hand.Control($"{_whole.Milestone}:title").Ancestors<TableRow>().First();
        var second = hand.Control($"{_whole.SecondMilestone}:title").Ancestors<TableRow>().First();
        second.InsertAfterSelf(new TableRow(new[] { "C1.M3", "Ask in the towns", "30 Sep 2018", "", "" }.Select(words => new TableCell(new Paragraph(new Run(new Text(words)))))));
        first.Remove();
        second.TableRowProperties ??= new TableRowProperties();
        second.TableRowProperties.Append(new Deleted { Id = "990001", Author = "Ana Pérez", Date = WordHand.Monday });
        var file = await ReturnAsync(Export(), hand.Save());
        Assert.Empty(file.Edits);
        Assert.Equal(3, file.Left.Length);
        Assert.Contains(file.Left, rest => rest.Place.StartsWith("C1.M1 ", StringComparison.Ordinal) && rest.Author is null && rest.Text.Contains("31 Jan 2018", StringComparison.Ordinal) && rest.Why.StartsWith("All of it was taken out", StringComparison.Ordinal));
        Assert.Contains(file.Left, rest => rest.Place.StartsWith("C1.M2 ", StringComparison.Ordinal) && rest.Author == "Ana Pérez" && rest.Text.StartsWith("C1.M2\n", StringComparison.Ordinal));
        Assert.Contains(file.Left, rest => rest.Text == "C1.M3\nAsk in the towns\n30 Sep 2018");
    }

    [Fact]
    public async Task Threads_and_suggestions_that_went_out_are_known_again_and_answers_come_into_their_threads()
    {
        Suggest(new EditText(_whole.Commitment, "problem", TextChangeSet.Of(20, (11, 14, "read"))));
        var thread = new ThreadId(++_last);
        Do(Reviewer, new StartThread(thread, _whole.Commitment, "problem", (0, 6), Severity.Should, "Who is nobody?"));
        var export = Export(review: true);
        using var hand = new WordHand(await WordReader.WriteAsync(export));
        hand.Answer("Who is nobody?", "Ana Pérez", "The people.").Say($"{_whole.Commitment}:solution", "municipality", "Ana Pérez", "All of them?");
        var file = await ReturnAsync(export, hand.Save());
        Assert.Empty(file.Edits);
        Assert.Empty(file.Left);
        Assert.Equal(2, file.Comments.Length);
        var answer = Assert.IsType<ReplyToThread>(file.Comments[0].Operation);
        Assert.Equal((thread, "Ana Pérez, in Word:\nThe people."), (answer.Thread, answer.Text));
        var begun = Assert.IsType<StartThread>(file.Comments[1].Operation);
        Assert.Equal((_whole.Commitment, "solution", (18, 30)), (begun.Node, begun.Field, begun.Range!.Value));
    }

    [Theory]
    [InlineData("its words deleted")]
    [InlineData("its control deleted")]
    [InlineData("declined")]
    [InlineData("accepted")]
    public async Task What_Word_did_with_a_part_that_was_only_suggested_is_listed_to_be_answered_in_the_plan(string act)
    {
        var part = SuggestStep();
        var export = Export(review: true);
        using var hand = new WordHand(await WordReader.WriteAsync(export));
        if (act == "its words deleted") hand.Empty($"{part}:title");
        else if (act == "its control deleted") hand.Control($"{part}:title").Remove();
        else hand.Settle(accepted: act == "accepted");
        var file = await ReturnAsync(export, hand.Save());
        Assert.Empty(file.Edits);
        Assert.Empty(file.Comments);
        var left = Assert.Single(file.Left);
        Assert.StartsWith("What was suggested here was accepted, declined or taken out in Word.", left.Why, StringComparison.Ordinal);
        Assert.Contains("A new step", left.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_stands_behind_the_bookmark_of_a_field_in_its_paragraph_is_of_the_field()
    {
        using var hand = new WordHand(await WordReader.WriteAsync(Export()));
        foreach (var field in new[] { Problem, $"{_whole.Commitment}:solution" })
        {
            var end = hand.Control(field).Descendants<BookmarkEnd>().Last();
            var last = end.PreviousSibling<Run>()!;
            end.InsertAfterSelf(new Run(new Text(last.InnerText[^1..] + (field == Problem ? " And why?" : "")) { Space = DocumentFormat.OpenXml.SpaceProcessingModeValues.Preserve }));
            last.GetFirstChild<Text>()!.Text = last.InnerText[..^1];
        }

        var file = await ReturnAsync(Export(), hand.Unwrap().Save());
        Assert.Empty(file.Left);
        Assert.EndsWith(". And why?", Done(Assert.Single(file.Edits)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_part_that_was_only_suggested_is_nobodys_edit_where_a_program_dropped_the_controls()
    {
        SuggestStep();
        var export = Export(review: true);
        using var hand = new WordHand(await WordReader.WriteAsync(export));
        var file = await ReturnAsync(export, hand.AsLibreOffice().Save());
        Assert.Empty(file.Left);
        Assert.Equal((0, 0), (file.Edits.Length, file.Comments.Length));
    }

    [Fact]
    public async Task What_is_said_in_Word_of_a_part_that_was_only_suggested_is_listed_with_its_answers_and_not_hung_on_the_plan()
    {
        var part = SuggestStep();
        var export = Export(review: true);
        using var hand = new WordHand(await WordReader.WriteAsync(export));
        hand.Say($"{part}:title", "A new step", "Ana Pérez", "By whom?").Answer("By whom?", "Li Wei", "By the office.");
        var file = await ReturnAsync(export, hand.Save());
        Assert.Empty(file.Comments);
        Assert.Equal([("Ana Pérez", "By whom?"), ("Li Wei", "By the office.")], file.Left.Select(left => (left.Author, left.Text)));
        Assert.All(file.Left, left => Assert.Equal("A suggested part", left.Place));
    }

    [Fact]
    public async Task An_answer_that_the_plan_cannot_hold_is_listed_also_if_what_it_answers_is_new()
    {
        using var hand = new WordHand(await WordReader.WriteAsync(Export()));
        hand.Say(Problem, "see", "Ana Pérez", "All of them?").Answer("All of them?", "Li Wei", "Yes\u007F.");
        var file = await ReturnAsync(Export(), hand.Save());
        Assert.IsType<StartThread>(Assert.Single(file.Comments).Operation);
        var left = Assert.Single(file.Left);
        Assert.Equal(("Li Wei", "Yes\u007F."), (left.Author, left.Text));
        Assert.Contains("U+007F", left.Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Twenty_edits_and_five_comments_come_back_as_twenty_suggestions_and_five_threads_though_the_plan_moved_on_and_only_once(bool dropsControls)
    {
        var tags = new[] { "problem", "solution", "expectedResults" }.Select(field => $"{_whole.Commitment}:{field}").ToArray();
        _whole.Plan.Set(_whole.Commitment, "solution", string.Join(' ', Enumerable.Range(1, 20).Select(at => $"Step number {at} is word{at} of all.")));
        var export = Export();
        using var hand = new WordHand(await WordReader.WriteAsync(export));
        for (var at = 1; at <= 20; at++) hand.Track(tags[1], $" word{at} ", $" other{at} ", at % 2 == 0 ? "Ana Pérez" : "Li Wei");
        for (var at = 0; at < 5; at++) hand.Say(tags[at % 3], new[] { "Nobody", "Step number 2 ", "online", "see", "Step number 5 " }[at], "Ana Pérez", $"Remark {at}");
        if (dropsControls) hand.Unwrap();
        var bytes = hand.Save();
        var file = await ReturnAsync(export, bytes);
        Assert.Equal((20, 5, 0), (file.Edits.Length, file.Comments.Length, file.Left.Length));

        var then = _whole.Plan.Document;
        var moved = new EditText(_whole.Commitment, "solution", TextChangeSet.Of(then[_whole.Commitment].Text("solution").Length, (0, 0, "First of all: "), (5, 5, "py")));
        Do(Reviewer, moved);
        var since = new List<CommittedChange> { Committed(moved) };
        var run = Run(file, since, 43, _whole.Plan.Document);
        Assert.All(run.Edits, edit => Assert.True(edit.IsNew, edit.Part.WhyNot?.Words));
        Assert.All(run.Comments, comment => Assert.True(comment.IsNew, comment.WhyNot));
        Assert.Equal([true, true, false, false, false], Run(file, since, 43, _whole.Plan.Document, begins: 2).Comments.Select(comment => comment.IsNew));
        var operations = run.Operations(All(20), All(5), () => new NodeId(++_last));
        var actor = new Actor(Importer, Role.Contributor, "NP");
        Assert.Null(Change.TryApply(_whole.Plan.Document, Change.Stamped(operations, Stamp.None with { By = Importer }), actor, "NP", out var after));
        var open = after.Proposals.Open.ToList();
        Assert.Equal(20, open.Sum(proposal => proposal.OpenParts.Count()));
        Assert.Equal(["By Ana Pérez, in Word.", "By Li Wei, in Word."], open.Select(proposal => proposal.Reason).Distinct().Order());
        Assert.Equal(5, after.Threads.Count);
        Assert.Equal("Step number 2 ", Quoted(after, "Remark 1"));
        foreach (var part in open.SelectMany(proposal => AppliedProposal.Of(after, proposal).Parts)) Assert.Null(part.WhyNot);

        // The same file again: nothing is there twice.
        since.Add(Committed([.. operations]));
        var again = Run(await ReturnAsync(export, bytes), since, 44, after);
        Assert.All(again.Edits, edit => Assert.True(edit.IsKnown));
        Assert.All(again.Comments, comment => Assert.True(comment.IsKnown));
        Assert.Empty(again.Operations(All(20), All(5), () => new NodeId(++_last)));

        // Also once somebody accepted it.
        var accepted = AppliedProposal.Of(after, open[0]).Accept();
        since.Add(Committed([.. accepted]));
        var later = Run(file, since, 45, Change.Apply(after, accepted));
        Assert.All(later.Edits, edit => Assert.True(edit.IsKnown));
    }

    [Fact]
    public async Task More_edits_of_one_text_than_somebody_may_suggest_are_suggested_together()
    {
        _whole.Plan.Set(_whole.Commitment, "solution", string.Join(' ', Enumerable.Range(1, 60).Select(at => $"Step number {at} is word{at} of all.")));
        using var hand = new WordHand(await WordReader.WriteAsync(Export()));
        for (var at = 1; at <= 60; at++) hand.Track($"{_whole.Commitment}:solution", $" word{at} ", $" other{at} ", "Ana Pérez");
        var file = await ReturnAsync(Export(), hand.Save());
        var run = Run(file, [], 41, _whole.Plan.Document);
        var operations = run.Operations(All(60), All(0), () => new NodeId(++_last));
        Assert.Null(Change.TryApply(_whole.Plan.Document, Change.Stamped(operations, Stamp.None with { By = Importer }), new Actor(Importer, Role.Contributor, "NP"), "NP", out var after));
        var whole = AppliedProposal.Of(after, Assert.Single(after.Proposals.Open)).Document[_whole.Commitment].Text("solution").ToString();
        Assert.DoesNotContain("word", whole, StringComparison.Ordinal);
        // Each of them is known again.
        Assert.All(Run(file, [Committed([.. operations])], 42, after).Edits, edit => Assert.True(edit.IsKnown));
    }

    [Fact]
    public async Task What_was_removed_since_is_said_and_not_brought_in()
    {
        using var hand = new WordHand(await WordReader.WriteAsync(Export()));
        hand.Type($"{_whole.SecondMilestone}:deliverable", "A file", "Two files");
        var file = await ReturnAsync(Export(), hand.Save());
        var removed = new RemoveNode(_whole.SecondMilestone);
        Do(Reviewer, removed);
        var edit = Assert.Single(Run(file, [Committed(removed)], 42, _whole.Plan.Document).Edits);
        Assert.False(edit.IsNew);
        Assert.NotNull(edit.Part.WhyNot);
    }

    private static string Written(string words) =>
        ReturnedText.Of([new ReadParagraph(null, null, 0, default(ParagraphForm) with { Style = "" }, [new ReadWords(words)], 0, 0)], isMarkdown: true, (_, _) => true).Text;

    private static ReturnedRun Run(ReturnedFile file, IEnumerable<CommittedChange> since, long revision, Document now, int begins = Limits.ThreadsMax) => ReturnedRun.Of(file, since, revision, now, Importer, begins, CancellationToken.None);

    private static HashSet<int> All(int count) => [.. Enumerable.Range(0, count)];

    private static string? Quoted(Document document, string words) => document.Threads.Single(thread => thread.Entries[0].Text.EndsWith(words, StringComparison.Ordinal)).Anchor.Range?.Quote;

    private static string Html(string source) => Markdig.Markdown.ToHtml(source, MarkdownTree.Pipeline).Replace("</ul>\n<ul>", "", StringComparison.Ordinal).Replace("<p>", "", StringComparison.Ordinal).Replace("</p>", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal);

    private static async Task<ReturnedFile> ReturnAsync(PlanExport export, byte[] file) =>
        await WordImport.CompareAsync(export, new WordTemplate("/nowhere"), WordFileReader.Read(file), CancellationToken.None);

    private static CommittedChange Committed(params Operation[] operations) => new(0, default, Reviewer, default, DateTimeOffset.UnixEpoch, [.. operations]);

    private string Done(ReturnedEdit edit) => ((EditText)edit.Operation).Edit.Apply(_whole.Plan.Document[_whole.Commitment].Text("problem")).ToString();

    private PlanExport Export(bool review = false) => WordReader.Of(_whole.Plan.Document, review ? Names : null);

    private void Do(UserId by, Operation operation) => _whole.Plan.Do(operation is StampedOperation act ? act with { Stamp = new Stamp(by, WordReader.At, 41) } : operation);

    private NodeId SuggestStep()
    {
        var id = new NodeId(0x7001);
        Suggest(new InsertNode(id, "milestone", _whole.Commitment, _whole.Milestone, Node.NoFields.Add("title", Scalar.Of("A new step")).Add("deliverable", Scalar.Of("A list:\n\n- a\n- b"))));
        return id;
    }

    private void Suggest(params Operation[] parts)
    {
        var id = new ProposalId(++_last);
        Do(Reviewer, new Suggest(id, [.. parts], []));
        Do(Reviewer, new SendProposal(id, "It reads better."));
    }
}
