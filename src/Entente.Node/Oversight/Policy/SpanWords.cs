using Entente.Node.Desk;

namespace Entente.Node.Oversight.Policy;

/// <summary>How long something lasts, in words: its two largest units. The forms of each unit are those of the language (Unicode CLDR 47, plural rules).</summary>
internal static class SpanWords
{
    public static string Of(Words words, TimeSpan span)
    {
        var parts = new[] { ("day", span.Days), ("hour", span.Hours), ("minute", span.Minutes), ("second", span.Seconds) }
            .Where(p => p.Item2 > 0).Take(2).Select(p => words.Of($"policy.span.{p.Item1}.{FormOf(words.Code, p.Item2)}", p.Item2)).ToList();
        return parts.Count switch { 0 => words.Of("policy.span.second.other", 0), 1 => parts[0], _ => words.Of("policy.span.and", parts[0], parts[1]) };
    }

    private static string FormOf(string language, int count) => language switch
    {
        "ar" => count switch { 1 => "one", 2 => "two", _ => (count % 100) switch { >= 3 and <= 10 => "few", >= 11 => "many", _ => "other" } },
        "fr" => count < 2 ? "one" : "other",
        _ => count == 1 ? "one" : "other",
    };
}
