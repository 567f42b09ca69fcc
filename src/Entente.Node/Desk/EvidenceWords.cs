namespace Entente.Node.Desk;

/// <summary>The sentences of evidence, which the screening makes in English, in another language.</summary>
internal static class EvidenceWords
{
    private const string Barely = ", barely";

    /// <summary>The sentence; as it is where nobody has translated it, for evidence is never left out.</summary>
    public static string Of(Words words, string sentence)
    {
        var (plain, barely) = sentence.EndsWith(Barely, StringComparison.Ordinal) ? (sentence[..^Barely.Length], true) : (sentence, false);

        // "reported stolen since 2026-11-02": the day is the same everywhere.
        var since = plain.IndexOf(" since ", StringComparison.Ordinal);
        var text = since < 0 ? words.Or("evidence." + plain, plain) : $"{words.Or("evidence." + plain[..since], plain[..since])} ({plain[(since + " since ".Length)..]})";
        return barely ? $"{text} ({words["evidence.barely"]})" : text;
    }
}
