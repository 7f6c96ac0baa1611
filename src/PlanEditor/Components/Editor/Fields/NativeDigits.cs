using System.Globalization;

namespace PlanEditor.Components.Editor.Fields;

/// <summary>Digits of other scripts (৩১, ३१) as 0 to 9, so that people type numbers as they write them.</summary>
public static class NativeDigits
{
    public static string ToAscii(string text) =>
        string.Create(text.Length, text, static (span, source) =>
        {
            for (var at = 0; at < source.Length; at++)
                span[at] = CharUnicodeInfo.GetDecimalDigitValue(source[at]) is >= 0 and var digit ? (char)('0' + digit) : source[at];
        });
}
