using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using PlanEditor.Audit;
using PlanEditor.Export.Pdf;
using PlanEditor.Export.Word;
using PlanEditor.Identity;
using PlanModel;
using PlanModel.Workflow;

namespace PlanEditor.Export;

/// <summary>The administrator's own cover and styles, as a page replaces them: looked at as when a file is made of them, and written down before they hold.</summary>
public sealed partial class FileTemplates(WordTemplate word, PrintTemplate print, PrintEmblem emblem, Actors actors, AuditLog audit, ILogger<FileTemplates> logger)
{
    /// <summary>Why nobody else replaces them.</summary>
    public static Refusal NotAllowed { get; } = new(RefusalCode.NotAllowed, "Only an administrator replaces the cover and styles of files.");

    /// <summary>All of them.</summary>
    public IReadOnlyList<FileTemplate> All { get; } = [word, print, emblem];

    /// <summary>Puts a file in the place of one.</summary>
    /// <returns>Why not, in words; null when it holds for what is made from now on.</returns>
    public async Task<string?> ReplaceAsync(UserId by, FileTemplate template, byte[] file, CancellationToken cancellation)
    {
        if (await RefuseAsync(by, cancellation) is { } refused) return refused;
        using var stream = new MemoryStream(file, writable: false);
        if (template.Problem(stream) is { } problem) return $"This file cannot be used: {problem}";
        return await DoAsync(by, $"{template.Name}: {file.Length} bytes, SHA-256 {Convert.ToHexStringLower(SHA256.HashData(file))}", () => template.Replace(file));
    }

    /// <summary>Puts the built-in one back.</summary>
    /// <returns>Why not, in words; null when it holds for what is made from now on.</returns>
    public async Task<string?> RestoreAsync(UserId by, FileTemplate template, CancellationToken cancellation) =>
        await RefuseAsync(by, cancellation) ?? await DoAsync(by, $"{template.Name}: {(template is PrintEmblem ? "none any more" : "the built-in one again")}", template.Restore);

    private async Task<string?> RefuseAsync(UserId by, CancellationToken cancellation)
    {
        if (await actors.FindAsync(by, cancellation) is { } actor && AccountPolicy.MayManage(actor)) return null;
        audit.Note(by, NotAllowed, "", "page");
        return NotAllowed.Words;
    }

    private async Task<string?> DoAsync(UserId by, string what, Action act)
    {
        try
        {
            await audit.WriteAsync(AuditKind.TemplateReplaced, by, what);
            act();
            return null;
        }
        catch (Exception problem) when (problem is DbException or DbUpdateException or IOException or UnauthorizedAccessException)
        {
            Log.NotKept(logger, problem);
            return "That could not be kept, so everything is as it was. Try again in a moment.";
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "A template of files could not be kept or written down")]
        public static partial void NotKept(ILogger logger, Exception problem);
    }
}
