namespace PlanEditor.Tests.Export;

/// <summary>Pictures for tests.</summary>
internal static class Pictures
{
    /// <summary>A red dot as PNG.</summary>
    public static byte[] Png { get; } = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAQAAAAECAIAAAAmkwkpAAAAEElEQVR4nGP4z8AARwzEcQCukw/x0F8jngAAAABJRU5ErkJggg==");
}
