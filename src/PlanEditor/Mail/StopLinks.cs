using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using PlanModel;

namespace PlanEditor.Mail;

/// <summary>Links with which somebody ends the mails without signing in. Signed by the server's keys: nobody can make one for somebody else.</summary>
public sealed class StopLinks(IDataProtectionProvider keys)
{
    private readonly IDataProtector _keys = keys.CreateProtector("PlanEditor.Mail.Stop");

    public string CodeOf(UserId user) => Base64Url.EncodeToString(_keys.Protect(user.Value.ToByteArray()));

    /// <summary>Whose mails a code ends; null when it is none.</summary>
    public UserId? Find(string code)
    {
        try
        {
            return new UserId(new Guid(_keys.Unprotect(Base64Url.DecodeFromChars(code))));
        }
        catch (Exception problem) when (problem is CryptographicException or FormatException or ArgumentException)
        {
            return null;
        }
    }
}
