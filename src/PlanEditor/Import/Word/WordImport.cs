using System.Collections.Frozen;
using Microsoft.Extensions.Options;
using PlanEditor.Collaboration;
using PlanEditor.Export;
using PlanEditor.Export.Jobs;
using PlanEditor.Export.Word;
using PlanEditor.History;
using PlanEditor.Hosting;
using PlanEditor.Identity;
using PlanEditor.Storage;
using PlanModel;
using PlanModel.Documents;
using PlanModel.Publishing;
using PlanModel.Workflow;

namespace PlanEditor.Import.Word;

/// <summary>Word files that come back.</summary>
public interface IWordImport
{
    /// <summary>Reads a file and compares it with what it was made from.</summary>
    /// <param name="plan">The plan into which it comes.</param>
    /// <param name="revision">The plan's newest revision.</param>
    /// <param name="file">The file.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="FileException">It cannot be read, or is of another plan, in words.</exception>
    Task<ReturnedFile> ReadAsync(PlanInfo plan, long revision, byte[] file, CancellationToken cancellation);

    /// <summary>Brings a file over what happened since it was made.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="file">The file.</param>
    /// <param name="revision">The plan's newest revision.</param>
    /// <param name="document">The plan at that revision.</param>
    /// <param name="user">Who brings it in.</param>
    /// <param name="begins">How many comments they may begin.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="FileException">It takes too long, in words.</exception>
    Task<ReturnedRun> RunAsync(PlanInfo plan, ReturnedFile file, long revision, Document document, UserId user, int begins, CancellationToken cancellation);
}

/// <summary>Reads them in a process of their own, and makes each anew from the log to compare with.</summary>
public sealed class WordImport(FileProcess process, PlanHistory history, PlanReader log, Actors actors, WordTemplate template, IOptions<SiteOptions> site) : IWordImport
{
    public async Task<ReturnedFile> ReadAsync(PlanInfo plan, long revision, byte[] file, CancellationToken cancellation)
    {
        var came = await process.ReadWordAsync(file, cancellation);
        CheckIsOf(plan, revision, came);
        var document = PublishedCopy.Of(await history.AtAsync(plan.Id, came.Revision, cancellation));
        var export = new PlanExport(plan, document, came.Revision, site.Value.Address)
        {
            Texts = came.Texts,
            WithReview = came.WithReview,
            Names = came.WithReview ? await actors.FindNamesAsync(ExportSource.PeopleOf(document), cancellation) : new Dictionary<UserId, string>(),
            Answering = came.WithReview ? await actors.FindAnsweringAsync(PlanFacts.Of(plan.Country, document), cancellation) : FrozenSet<UserId>.Empty,
            At = await history.TimeAsync(plan.Id, came.Revision, cancellation) ?? DateTimeOffset.UnixEpoch,
        };
        return await process.CompareWordAsync(time => CompareAsync(export, template, came, time), cancellation);
    }

    public async Task<ReturnedRun> RunAsync(PlanInfo plan, ReturnedFile file, long revision, Document document, UserId user, int begins, CancellationToken cancellation)
    {
        var since = await log.ChangesAsync(plan.Id, file.Revision, revision, null, cancellation).ToListAsync(cancellation);
        return await process.CompareWordAsync(time => Task.FromResult(ReturnedRun.Of(file, since, revision, document, user, begins, time)), cancellation);
    }

    /// <exception cref="FileException">The file is of another plan, or of a later one than there is.</exception>
    internal static void CheckIsOf(PlanInfo plan, long revision, WordReading came)
    {
        if (came.Plan != plan.Slug) throw new FileException($"This file was made from another plan, “{came.Plan}”. Open that plan and bring it in there.");
        if (came.Revision < 1 || came.Revision > revision) throw new FileException($"This file was made from revision {came.Revision}; the plan has {revision}. It comes from another server, or the plan was put back to an earlier copy.");
    }

    /// <summary>Compares a file with what it was made from.</summary>
    internal static async Task<ReturnedFile> CompareAsync(PlanExport export, WordTemplate template, WordReading came, CancellationToken cancellation)
    {
        using var made = new MemoryStream();
        try
        {
            await new WordFormat(template).WriteAsync(export, made, new Progress<double>(), cancellation);
        }
        catch (ExportException problem)
        {
            throw new FileException(problem.Message, problem);
        }

        var went = WordFileReader.Read(made.ToArray());
        var named = came.Named(went);
        return ReturnedFile.Of(export.Plan.Id, export.Document, went, ReturnedLines.IsNeeded(went, named) ? ReturnedLines.Of(went, named, cancellation) : named, keepsControls: !ReturnedLines.IsNeeded(went, came), cancellation);
    }
}
