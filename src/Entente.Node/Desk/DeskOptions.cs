namespace Entente.Node.Desk;

/// <summary>The section Desk.</summary>
internal sealed class DeskOptions
{
    /// <summary>Digits of figures and times in Arabic: Western (0 to 9, as in the Maghreb) or Eastern (٠ to ٩, as in the Mashriq). Western unless given.</summary>
    public ArabicDigits ArabicDigits { get; set; } = ArabicDigits.Western;
}

/// <summary>The digits that an Arabic page writes figures with.</summary>
internal enum ArabicDigits
{
    Western,
    Eastern,
}
