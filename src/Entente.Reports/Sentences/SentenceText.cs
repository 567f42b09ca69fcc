using System.Text;

namespace Entente.Reports.Sentences;

/// <summary>Writes tokens as a reader would copy them: one blank where the text has any, none where it has none.</summary>
internal static class SentenceText
{
    /// <summary>The words between two tokens, the second exclusive.</summary>
    public static string Of(Sentence sentence, int first, int end)
    {
        var text = new StringBuilder();
        for (var i = first; i < Math.Min(end, sentence.Tokens.Count); i++)
        {
            if (i > first && !sentence.Tokens[i].IsGlued)
            {
                text.Append(' ');
            }

            text.Append(sentence.Tokens[i].Text);
        }

        return text.ToString();
    }
}
