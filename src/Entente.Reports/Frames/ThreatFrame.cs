using Entente.Reports.Lexicons;
using Entente.Reports.Mentions;
using Entente.Reports.Proposals;

namespace Entente.Reports.Frames;

/// <summary>A threat that a report assesses: a phenomenon or groups, with a word of danger, or groups with the region they are in.</summary>
internal static class ThreatFrame
{
    /// <summary>The threat of a sentence; none where it only names a subject of cooperation.</summary>
    public static IEnumerable<Draft> Read(ReadSentence read)
    {
        var phenomena = read.Sentence.Of("threat").ToList();
        var groups = read.Of(MentionKind.Group).Where(g => !g.IsInside).ToList();
        var nouns = read.Sentence.Of("group-noun").ToList();
        var regions = read.Mentions.Where(m => !m.IsInside && (m is { Kind: MentionKind.Place } || (m.Kind == MentionKind.State && m.Form == NameForm.Name && IsRegion(read, m)))).ToList();
        var isAssessed = read.Sentence.Of("threat-strong").Count > 0;
        var hasGroup = groups.Count + nouns.Count > 0;
        var at = phenomena.Select(p => p.First).Concat(nouns.Select(n => n.First)).Concat(groups.Select(g => g.First)).DefaultIfEmpty(-1).Min();
        var isEnough = at >= 0 && ((isAssessed && (regions.Count > 0 || hasGroup || phenomena.Count > 0)) || (hasGroup && regions.Exists(r => r.Kind == MentionKind.Place)));
        if (!isEnough || read.Sentence.Tokens[^1].Is("?؟"))
        {
            return [];
        }

        var draft = Frame.Begin(ProposalKind.Threat, read, Mode.Stated);
        foreach (var phenomenon in phenomena)
        {
            draft.Add("phenomenon", FieldValue.Of(phenomenon.Value), read, phenomenon.First, phenomenon.End, isAssessed ? Confidence.Beside : Confidence.Guessed);
        }

        foreach (var group in groups)
        {
            draft.Add("groups", FieldValue.Of(Frame.Literal(read, group)), read, group, Confidence.Said);
        }

        foreach (var noun in nouns)
        {
            draft.Add("groups", FieldValue.Of(Sentences.SentenceText.Of(read.Sentence, noun.First, noun.End)), read, noun.First, noun.End, Confidence.Beside);
        }

        if (phenomena.Count == 0 && nouns.Count > 0)
        {
            draft.Add("phenomenon", FieldValue.Of(Sentences.SentenceText.Of(read.Sentence, nouns[0].First, nouns[0].End)), read, nouns[0].First, nouns[0].End, Confidence.Guessed);
        }

        // The region behind what threatens comes before one named earlier in the sentence.
        if (regions.MinBy(r => Frame.Distance(r, at) + (r.First < at ? read.Tokens.Count : 0)) is { } region)
        {
            draft.Add("region", FieldValue.Of(Frame.Literal(read, region)), read, region, Confidence.Beside);
            AddJoined(draft, read, region);
        }

        return [Frame.End(draft, read)];
    }

    /// <summary>"between Burkina Faso and Benin", "in Mali, Niger and Chad".</summary>
    private static void AddJoined(Draft draft, ReadSentence read, Mention region)
    {
        foreach (var next in read.Mentions.Where(m => m.First >= region.End && m is { Kind: MentionKind.State or MentionKind.Place, IsInside: false } && m.Form != NameForm.Adjective))
        {
            if (Enumerable.Range(region.End, next.First - region.End).Any(i => read.Tokens[i].Folded is not ("and" or "et" or "y" or "e" or "," or "the" or "le" or "la" or "l'" or "les" or "el" or "au" or "to" or "of" or "du" or "de")))
            {
                return;
            }

            draft.Add("region", FieldValue.Of(Frame.Literal(read, next)), read, next, Confidence.Beside);
            region = next;
        }
    }

    private static bool IsRegion(ReadSentence read, Mention state) => state.First > 0 && read.Tokens[state.First - 1].Folded is "in" or "across" or "of" or "au" or "en" or "dans" or "du" or "del" or "de" or "northern" or "southern" or "eastern" or "western" or "from" or "le" or "with" or "between" or "entre" or "avec" or "con" or "في";
}
