using System.Buffers.Binary;
using System.Text;

namespace PlanEditor.Tests.Rights;

/// <summary>What a page shows, put together from what its circuit sends, as blazor.web.js does it.</summary>
internal sealed class PageTree
{
    // Offsets at the end of a batch, and the sizes of what stands in it.
    private const int UpdatesFromEnd = 20;
    private const int FramesFromEnd = 16;
    private const int GoneFromEnd = 12;
    private const int StringsFromEnd = 4;
    private const int FrameSizeBytes = 20;
    private const int EditSizeBytes = 16;

    private readonly Dictionary<int, PageElement> _components = [];

    private enum Frame
    {
        Element = 1,
        Text = 2,
        Attribute = 3,
        Component = 4,
        Region = 5,
        Reference = 6,
        Markup = 8,
    }

    private enum Edit
    {
        PrependFrame = 1,
        RemoveFrame = 2,
        SetAttribute = 3,
        RemoveAttribute = 4,
        UpdateText = 5,
        StepIn = 6,
        StepOut = 7,
        UpdateMarkup = 8,
        PermutationListEntry = 9,
        PermutationListEnd = 10,
    }

    /// <summary>All that is on the page, from its top.</summary>
    public IEnumerable<PageElement> All => _components.Values.Where(component => component.Parent is null).SelectMany(component => component.All);

    public void Take(byte[] batch)
    {
        var frames = Number(batch, batch.Length - FramesFromEnd) + sizeof(int);
        var updates = Number(batch, batch.Length - UpdatesFromEnd);
        for (int at = 0, count = Number(batch, updates); at < count; at++)
        {
            var update = Number(batch, updates + sizeof(int) + (at * sizeof(int)));
            Change(batch, frames, Component(Number(batch, update)), update + sizeof(int));
        }

        var gone = Number(batch, batch.Length - GoneFromEnd);
        for (int at = 0, count = Number(batch, gone); at < count; at++) _components.Remove(Number(batch, gone + sizeof(int) + (at * sizeof(int))));
    }

    private PageElement Component(int id) => _components.TryGetValue(id, out var known) ? known : _components[id] = new PageElement("");

    private void Change(byte[] batch, int frames, PageElement at, int edits)
    {
        var moved = new List<(int From, int To)>();
        for (int one = 0, count = Number(batch, edits); one < count; one++)
        {
            var edit = edits + sizeof(int) + (one * EditSizeBytes);
            var (sibling, other) = (Number(batch, edit + 4), Number(batch, edit + 8));
            var frame = frames + (other * FrameSizeBytes);
            switch ((Edit)Number(batch, edit))
            {
                case Edit.PrependFrame:
                    Insert(batch, frames, at, sibling, other);
                    break;
                case Edit.RemoveFrame:
                    at.Children.RemoveAt(sibling);
                    break;
                case Edit.SetAttribute:
                    Set(batch, frame, at.Children[sibling]);
                    break;
                case Edit.RemoveAttribute:
                    at.Children[sibling].Unset(Text(batch, Number(batch, edit + 12))!);
                    break;
                case Edit.UpdateText:
                    at.Children[sibling].Own = Text(batch, Number(batch, frame + 4)) ?? "";
                    break;
                case Edit.UpdateMarkup:
                    at.Children[sibling].Says(Text(batch, Number(batch, frame + 4)));
                    break;
                case Edit.StepIn:
                    at = at.Children[sibling];
                    break;
                case Edit.StepOut:
                    at = at.Parent!;
                    break;
                case Edit.PermutationListEntry:
                    moved.Add((sibling, other));
                    break;
                case Edit.PermutationListEnd:
                    var before = at.Children.ToArray();
                    foreach (var (from, to) in moved) at.Children[to] = before[from];
                    moved.Clear();
                    break;
            }
        }
    }

    /// <summary>Puts what a frame says into an element.</summary>
    /// <returns>How many children it came to.</returns>
    private int Insert(byte[] batch, int frames, PageElement into, int at, int index)
    {
        var frame = frames + (index * FrameSizeBytes);
        var length = Number(batch, frame + 4);
        switch ((Frame)Number(batch, frame))
        {
            case Frame.Element:
                var element = new PageElement(Text(batch, Number(batch, frame + 8))!);
                var inner = index + 1;
                for (; inner < index + length && (Frame)Number(batch, frames + (inner * FrameSizeBytes)) == Frame.Attribute; inner++) Set(batch, frames + (inner * FrameSizeBytes), element);
                into.Insert(at, element);
                InsertAll(batch, frames, element, 0, inner, index + length);
                return 1;
            case Frame.Text:
                into.Insert(at, new PageElement("") { Own = Text(batch, length) ?? "" });
                return 1;
            case Frame.Markup:
                var markup = new PageElement("");
                markup.Says(Text(batch, length));
                into.Insert(at, markup);
                return 1;
            case Frame.Component:
                into.Insert(at, Component(Number(batch, frame + 8)));
                return 1;
            case Frame.Region:
                return InsertAll(batch, frames, into, at, index + 1, index + length);
            case Frame.Reference:
                into.Reference = Text(batch, length);
                return 0;
            default:
                return 0;
        }
    }

    private int InsertAll(byte[] batch, int frames, PageElement into, int at, int from, int to)
    {
        var count = 0;
        for (var index = from; index < to; index++)
        {
            var frame = frames + (index * FrameSizeBytes);
            count += Insert(batch, frames, into, at + count, index);
            if ((Frame)Number(batch, frame) is Frame.Element or Frame.Component or Frame.Region) index += Number(batch, frame + 4) - 1;
        }

        return count;
    }

    private static void Set(byte[] batch, int frame, PageElement element) =>
        element.Set(Text(batch, Number(batch, frame + 4))!, Text(batch, Number(batch, frame + 8)), BinaryPrimitives.ReadUInt64LittleEndian(batch.AsSpan(frame + 12)));

    private static int Number(byte[] batch, int at) => BinaryPrimitives.ReadInt32LittleEndian(batch.AsSpan(at));

    private static string? Text(byte[] batch, int index)
    {
        if (index < 0) return null;
        using var reader = new BinaryReader(new MemoryStream(batch) { Position = Number(batch, Number(batch, batch.Length - StringsFromEnd) + (index * sizeof(int))) }, Encoding.UTF8);
        return reader.ReadString();
    }
}
