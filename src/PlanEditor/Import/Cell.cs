using System.Globalization;

namespace PlanEditor.Import;

/// <summary>A cell of a sheet.</summary>
/// <param name="Text">What people see in it; a day as "2018-07-31".</param>
/// <param name="Number">Its value, where the file itself says that it is a number: then nothing has to be guessed.</param>
public readonly record struct Cell(string Text, decimal? Number = null)
{
    public static Cell Of(decimal number) => new(number.ToString(CultureInfo.InvariantCulture), number);

    public bool IsEmpty => string.IsNullOrWhiteSpace(Text);
}
