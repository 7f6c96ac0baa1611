using PlanModel.Schema;

namespace OgdPlans.Tests;

/// <summary>A small schema with a field of every type and a kind that nests in itself.</summary>
public static class TestSchema
{
    public static ChoiceList Colours { get; } = new("colour", new Choice("red", "Red"), new Choice("green", "Green"), new Choice("blue", "Blue"));

    public static TextField Title { get; } = new("title", "Title") { LengthMax = 60 };

    public static TextField Body { get; } = new("body", "Body") { Markdown = true, LengthMax = 2_000 };

    public static NodeKind Chapter { get; } = new(
        "chapter",
        "Chapter",
        "Chapters",
        Title,
        Body,
        new DateField("due", "Due"),
        new ChoiceField("colour", "Colour", Colours),
        new NumberField("amount", "Amount"),
        new FlagField("done", "Done"),
        new UrlField("link", "Link"),
        new ReferenceField("see", "See", "chapter", "note"),
        new ChoicesField("colours", "Colours", Colours),
        new ReferencesField("related", "Related", "chapter"),
        new WordsField("words", "Words"))
    {
        NumberLetter = "C",
        Assessed = true,
        Title = (_, node) => Title.Read(node).ToString(),
        Children = [new ChildRule("chapter"), new ChildRule("note")],
    };

    public static NodeKind Note { get; } = new("note", "Note", "Notes", Body) { Children = [] };

    public static NodeKind Preface { get; } = new("preface", "Preface", "Prefaces", Body) { Fixed = true };

    public static NodeKind Book { get; } = new("book", "Book", "Books", Title, new ChoiceField("country", "Country", Colours) { Fixed = true })
    {
        Title = (_, node) => Title.Read(node).ToString(),
        Children = [new ChildRule("preface"), new ChildRule("chapter"), new ChildRule("note")],
    };

    public static PlanSchema Schema { get; } = new("book", Book, Preface, Chapter, Note);
}
