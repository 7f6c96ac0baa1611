using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;
using PlanEditor.Components.Import;
using PlanEditor.Import;
using Xunit;

namespace PlanEditor.Tests.Import;

public sealed class ChosenFileTests
{
    private static readonly FileException TooLarge = new("Too large.");

    [Fact]
    public async Task All_of_it_is_taken() => Assert.Equal([1, 2, 3], await TakeAsync(new Chosen(3, () => new MemoryStream([1, 2, 3]))));

    [Fact]
    public async Task One_that_is_too_large_is_not_asked_for() =>
        Assert.Same(TooLarge, await Assert.ThrowsAsync<FileException>(() => TakeAsync(new Chosen(11, () => throw new InvalidOperationException("it was asked for")))));

    [Theory]
    [InlineData(typeof(IOException))]
    [InlineData(typeof(TimeoutException))]
    [InlineData(typeof(JSException))]
    public async Task One_that_does_not_arrive_says_so(Type loss) =>
        Assert.Equal("The file could not be sent. Choose it again.", (await Assert.ThrowsAsync<FileException>(() => TakeAsync(new Chosen(3, () => throw (Exception)Activator.CreateInstance(loss, "gone")!)))).Message);

    [Fact]
    public async Task Who_leaves_the_page_is_told_nothing()
    {
        using var end = new CancellationTokenSource();
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ChosenFile.ReadAsync(new Chosen(3, () => new MemoryStream([1, 2, 3])), 10, TooLarge, end.Token));
    }

    private static Task<byte[]> TakeAsync(IBrowserFile file) => ChosenFile.ReadAsync(file, 10, TooLarge, CancellationToken.None);

    private sealed record Chosen(long Size, Func<Stream> Open) : IBrowserFile
    {
        public string Name => "rows.csv";

        public DateTimeOffset LastModified => default;

        public string ContentType => "";

        public Stream OpenReadStream(long maxAllowedSize, CancellationToken cancellationToken) => Open();
    }
}
