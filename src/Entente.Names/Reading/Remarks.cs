namespace Entente.Names.Reading;

/// <summary>What is written into name fields beside the name: "born in 1963", "son of"; and short forms of names.</summary>
internal static class Remarks
{
    private static readonly HashSet<string> Kin = ["son", "daughter", "brother", "wife", "widow"];
    private static readonly HashSet<string> BehindBirth = ["in", "on", "at", "circa", "c", "around", "aprox"];

    // Spellings that stand for a whole name. Doubled letters are single already.
    private static readonly Dictionary<string, string> Short = new(StringComparer.Ordinal) { ["mohd"] = "mohamed", ["muhd"] = "muhamed", ["mhd"] = "mohamed", ["md"] = "mohamed", ["fco"] = "francisco" };

    /// <summary>The words of the name alone, short forms written out.</summary>
    public static List<Token> Without(List<Token> tokens)
    {
        var kept = new List<Token>(tokens.Count);
        for (var i = 0; i < tokens.Count; i++)
        {
            var next = i + 1 < tokens.Count ? tokens[i + 1].Letters : "";
            if (kept.Count > 0 && tokens[i].Letters == "born" && (BehindBirth.Contains(next) || (next.Length > 0 && tokens[i + 1].Script == Script.Other)))
            {
                break;
            }

            if (kept.Count > 0 && Kin.Contains(tokens[i].Letters) && next == "of")
            {
                i++;
                continue;
            }

            kept.Add(WrittenOut(tokens[i]));
        }

        return kept;
    }

    private static Token WrittenOut(Token token) =>
        token.Script != Script.Latin ? token
        : token.Written.EndsWith('ª') && token.Letters == "ma" ? token with { Letters = "maria", Kind = WordKind.None }
        : Short.TryGetValue(token.Letters, out var whole) ? token with { Letters = whole, Kind = Words.KindOf(whole) }
        : token;
}
