namespace Entente.Formats.Edifact;

/// <summary>Sender or recipient of an interchange (UNB S002, S003).</summary>
/// <param name="Id">Identification (0004, 0010); empty where not stated.</param>
/// <param name="Qualifier">Whose code it is (0007), such as "ZZ" for mutually agreed; empty where not stated.</param>
public sealed record InterchangeParty(string Id, string Qualifier = "")
{
    /// <summary>A party that the interchange does not state.</summary>
    public static InterchangeParty NotStated { get; } = new("");
}
