using OgdPlans.Tests;
using PlanModel.Publishing;
using Xunit;

namespace PlanModel.Tests.Publishing;

public sealed class ReadingCopyTests
{
    private readonly WholePlan _whole = new();

    private ReadingCopy Copy => ReadingCopy.Of(_whole.Plan.Document);

    [Fact]
    public void Chapters_and_parts_are_numbered_in_the_order_of_reading()
    {
        Assert.Equal(
            [
                "1 Summary", "2 Legal basis", "3 Existing efforts",
                "4 Context", "5 Efforts to date", "6 Vision", "7 Approach", "8 Challenges", "9 Consultation", "10 Inclusion", "11 Innovation", "12 Implementation", "13 Resources", "14 Monitoring", "15 Lessons",
                "16 Commitments", "C1 Publish local budgets",
                "17 Vulnerable groups", "17.1 Older persons", "18 Intermediaries", "19 Datasets",
                "20 Innovative elements", "20.1 Budgets on radio", "21 Lessons", "21.1 Ask first", "22 Organisations",
            ],
            Copy.Sections.Select(section => $"{section.Number} {section.Heading.Text}"));
    }

    [Fact]
    public void The_cover_says_whose_plan_it_is_and_for_when()
    {
        var cover = Copy.Cover;
        Assert.Equal(("Nepal", "Open data plan", "1 Jul 2017 – 30 Jun 2019", false), (cover.Country, cover.Title.Text, cover.Period, cover.IsSample));
        Assert.Equal(["Language", "Lead organisation", "Licence"], cover.Facts.Select(fact => fact.Label));
        Assert.Equal("en", cover.Title.Language);
    }

    [Theory]
    [InlineData("false", false)]
    [InlineData("true", true)]
    public void What_is_as_it_is_anyway_is_not_said(string unknown, bool said)
    {
        _whole.Plan.Add("indicator", ("name", "Budgets online"), ("baselineUnknown", unknown));
        var words = Copy.Sections.Single(section => section.Heading.Text == "Indicators").Blocks.OfType<TableBlock>().SelectMany(table => table.Rows).SelectMany(row => row.Cells).SelectMany(cell => cell).OfType<ValuesLine>();
        Assert.Equal(said, words.Any(line => line.Label == "Baseline not known yet"));
    }

    [Fact]
    public void A_commitment_has_facts_texts_targets_and_milestones()
    {
        var blocks = Section("C1").Blocks;
        var facts = Assert.IsType<FactsBlock>(blocks[0]).Facts;
        Assert.Equal("National Information Office", facts.Single(fact => fact.Label == "Lead").Values.Single().Text);
        Assert.DoesNotContain(facts, fact => fact.Label == "Title");
        Assert.Equal(["The public problem", "The solution", "Expected results"], blocks.OfType<TextBlock>().Select(text => text.Text.Label));
        Assert.Equal(["SDG targets", "Milestones"], blocks.OfType<TableBlock>().Select(table => table.Caption));
    }

    [Fact]
    public void Milestones_stand_in_a_table_with_numbers_and_what_exists_afterwards()
    {
        var table = Section("C1").Blocks.OfType<TableBlock>().Last();
        Assert.Equal(["No.", "Milestone", "Due", "Responsible"], table.Columns);
        Assert.Equal("C1.M1 | One chart / A directive. / Datasets: Local budgets | 31 Jan 2018 | National Information Office", ReadingWords.Of(table).Skip(1).First());
    }

    [Fact]
    public void A_dataset_says_which_targets_it_serves_through_the_milestones_that_name_it()
    {
        var words = string.Join('\n', Copy.Sections.Single(section => section.Heading.Text == "Datasets").Blocks.OfType<TableBlock>().SelectMany(ReadingWords.Of));
        Assert.Contains("SDG targets: 16.6; 16.7; 16.10; 17.18", words, StringComparison.Ordinal);
        var table = PlanTable.Of(_whole.Plan.Document).Single(one => one.Key == "dataset");
        Assert.Equal("16.6; 16.7; 16.10; 17.18", table.Rows[0][table.Columns.IndexOf("sdgTargets")]);
        _whole.Plan.Set(_whole.Milestone, "datasets", null);
        Assert.DoesNotContain("17.18", string.Join('\n', Copy.Sections.Single(section => section.Heading.Text == "Datasets").Blocks.OfType<TableBlock>().SelectMany(ReadingWords.Of)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_target_has_its_official_text_in_the_plan_s_language_where_there_is_one()
    {
        Assert.Contains("16.6 / Primary | Develop effective, accountable and transparent institutions at all levels | Shows what was spent.", ReadingWords.Of(Section("C1")));
        _whole.Plan.Set(NodeId.Root, "language", "es");
        var row = Section("C1").Blocks.OfType<TableBlock>().First().Rows[0];
        Assert.Equal(new ReadingValue("Crear a todos los niveles instituciones eficaces y transparentes que rindan cuentas", "es"), ((ValuesLine)row.Cells[1][0]).Values[0]);
    }

    [Fact]
    public void What_final_asks_for_is_shown_as_missing_and_what_is_optional_is_left_out()
    {
        _whole.Plan.Set(NodeId.Root, "summary", null);
        foreach (var section in _whole.Plan.Document.Children(_whole.Plan.Document.Root).Where(node => node.Kind.Key is "vision" or "resourcing").ToArray()) _whole.Plan.Set(section.Id, "text", null);
        Assert.True(Copy.Sections.Single(section => section.Heading.Text == "Summary").IsMissing);
        Assert.True(Copy.Sections.Single(section => section.Heading.Text == "Vision").IsMissing);
        Assert.DoesNotContain(Copy.Sections, section => section.Heading.Text == "Resources");
    }

    [Fact]
    public void A_change_of_one_text_changes_one_section()
    {
        var before = Copy;
        _whole.Plan.Set(_whole.Commitment, "problem", "Few can see them.");
        var after = Copy;
        Assert.Equal(before.Cover, after.Cover);
        Assert.Equal(["C1"], after.Sections.Where((section, at) => !section.Equals(before.Sections[at])).Select(section => section.Number));
    }

    [Fact]
    public void Words_of_the_schema_have_no_language_and_words_of_people_have_theirs()
    {
        _whole.Plan.Set(_whole.Commitment, "title", "स्थानीय बजेट");
        Assert.Equal("ne", Section("C1").Heading.Language);
        Assert.Null(Copy.Sections.Single(section => section.Key == "commitment").Heading.Language);
        Assert.Null(Copy.Sections.Single(section => section.Number == "17.1").Heading.Language);
    }

    [Fact]
    public void What_was_removed_is_not_read()
    {
        _whole.Plan.Remove(_whole.Milestone);
        Assert.DoesNotContain(ReadingWords.Of(Copy), words => words.Contains("One chart", StringComparison.Ordinal));
        Assert.Equal("C1.M1 | All publish / A file. | 30 Jun 2018 | National Information Office", ReadingWords.Of(Section("C1").Blocks[^1]).Last());
    }

    [Fact]
    public void In_translation_a_text_is_its_translation_and_one_without_says_that_it_is_the_source()
    {
        Translate();
        var copy = ReadingCopy.Of(_whole.Plan.Document, ReadingTexts.Translation);
        var section = copy.Sections.Single(section => section.Number == "C1");
        Assert.Equal(("Publish budgets", "en"), (section.Heading.Text, section.Heading.Language));
        var texts = section.Blocks.OfType<TextBlock>().Select(block => block.Text).ToArray();
        Assert.Equal(("They cannot be seen.", "en", false), (texts[0].Markdown, texts[0].Language, texts[0].Untranslated));
        Assert.Equal(("एक फाइल।", "ne", true), (texts[1].Markdown, texts[1].Language, texts[1].Untranslated));
        Assert.Equal("C1 Publish budgets", copy.Sections.SelectMany(one => one.Blocks).OfType<FactsBlock>().SelectMany(block => block.Facts).SelectMany(fact => fact.Values).First(value => value.Node == _whole.Commitment).Text);
    }

    [Fact]
    public void With_both_texts_the_translation_stands_beside_the_source_where_there_is_one()
    {
        Translate();
        var section = ReadingCopy.Of(_whole.Plan.Document, ReadingTexts.Both).Sections.Single(section => section.Number == "C1");
        Assert.Equal(("बजेट", "Publish budgets"), (section.Heading.Text, section.Heading.Translation?.Text));
        var texts = section.Blocks.OfType<TextBlock>().Select(block => block.Text).ToArray();
        Assert.Equal(("कसैले देख्दैन।", "They cannot be seen."), (texts[0].Markdown, texts[0].Translation?.Markdown));
        Assert.Null(texts[1].Translation);
    }

    [Fact]
    public void Without_a_working_language_there_is_only_the_source()
    {
        foreach (var texts in new[] { ReadingTexts.Translation, ReadingTexts.Both })
            Assert.Equal(Copy.Sections, ReadingCopy.Of(_whole.Plan.Document, texts).Sections);
    }

    private void Translate()
    {
        _whole.Plan.Set(NodeId.Root, "workingLanguage", "en");
        _whole.Plan.Set(_whole.Commitment, "title", "बजेट");
        _whole.Plan.Set(_whole.Commitment, "titleTranslation", "Publish budgets");
        _whole.Plan.Set(_whole.Commitment, "problem", "कसैले देख्दैन।");
        _whole.Plan.Set(_whole.Commitment, "problemTranslation", "They cannot be seen.");
        _whole.Plan.Set(_whole.Commitment, "solution", "एक फाइल।");
    }

    private ReadingSection Section(string number) => Copy.Sections.Single(section => section.Number == number);
}
