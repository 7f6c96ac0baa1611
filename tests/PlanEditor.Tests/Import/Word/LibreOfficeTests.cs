using System.Diagnostics;
using OgdPlans.Tests;
using PlanEditor.Export.Word;
using PlanEditor.Import.Word;
using PlanEditor.Tests.Export.Word;
using PlanModel.Operations;
using Xunit;

namespace PlanEditor.Tests.Import.Word;

/// <summary>A file that was opened and saved in LibreOffice, where that is installed.</summary>
public sealed class LibreOfficeTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("plan-word-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    [Trait("Runs", "long")]
    public async Task Tracked_changes_and_comments_come_back_through_LibreOffice()
    {
        var whole = new WholePlan();
        whole.Plan.Set(whole.Commitment, "problem", "Nobody can see the **local** budgets.\n\n- one\n- two");
        var export = WordReader.Of(whole.Plan.Document);
        using var hand = new WordHand(await WordReader.WriteAsync(export));
        hand.Track($"{whole.Commitment}:problem", "see", "read", "Ana Pérez").Track($"{whole.Milestone}:title", "chart", "directive", "Ana Pérez").Say($"{whole.Commitment}:solution", "each", "Li Wei", "All of them?");
        if (await SavedAsync(hand.Save()) is not { } saved) return;
        var file = await WordImport.CompareAsync(export, new WordTemplate("/nowhere"), WordFileReader.Read(saved), CancellationToken.None);
        Assert.Equal(["Nobody can read the **local** budgets.\n\n- one\n- two", "One directive"], file.Edits.Select(edit => edit.Operation).OfType<EditText>().Select(edit => edit.Edit.Apply(whole.Plan.Document[edit.Node].Text(edit.Field)).ToString()).Order());
        Assert.All(file.Edits, edit => Assert.Equal("Ana Pérez", edit.Author));
        var begun = Assert.IsType<StartThread>(Assert.Single(file.Comments).Operation);
        Assert.Equal((whole.Commitment, "solution", (13, 17)), (begun.Node, begun.Field, begun.Range!.Value));
        Assert.Empty(file.Left);
    }

    /// <summary>What LibreOffice makes of a file; null where it is not installed.</summary>
    private async Task<byte[]?> SavedAsync(byte[] file)
    {
        const string Program = "/usr/bin/soffice";
        if (!File.Exists(Program)) return null;
        var (from, to) = (Path.Combine(_directory.FullName, "plan.docx"), _directory.CreateSubdirectory("saved"));
        await File.WriteAllBytesAsync(from, file);
        using var office = Process.Start(new ProcessStartInfo(Program, [$"-env:UserInstallation=file://{_directory.FullName}/profile", "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", to.FullName, from]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        await Task.WhenAll(office.StandardOutput.ReadToEndAsync(), office.StandardError.ReadToEndAsync());
        await office.WaitForExitAsync();
        if (Environment.GetEnvironmentVariable("HE_KEEP") is { } keep) File.Copy(Path.Combine(to.FullName, "plan.docx"), keep, true);
        return await File.ReadAllBytesAsync(Path.Combine(to.FullName, "plan.docx"));
    }
}
