using Entente.Reports.Lexicons;
using Entente.Reports.Mentions;
using Entente.Reports.Proposals;

namespace Entente.Reports.Frames;

/// <summary>A threat that a report assesses: a phenomenon or groups, with a word of danger, or groups with the region they are in.</summary>
internal static class ThreatFrame
{
    /// <summary>Tokens at the beginning of a sentence among which its subject stands: "Illegal fishing in the Gulf of Guinea costs ...".</summary>
    private const int SubjectReach = 3;

    /// <summary>The threat of a sentence; none where it only names a subject of cooperation.</summary>
    public static IEnumerable<Draft> Read(ReadSentence read)
    {
        var phenomena = read.Sentence.Of("threat").ToList();
        var groups = read.Of(MentionKind.Group).Where(g => !g.IsInside).ToList();
        var nouns = read.Sentence.Of("group-noun").ToList();
        var regions = read.Mentions.Where(m => (!m.IsInside || IsOfLand(read, m)) && (m is { Kind: MentionKind.Place } || (m.Kind == MentionKind.State && m.Form == NameForm.Name && IsRegion(read, m)))).ToList();
        var isAssessed = read.Sentence.Of("threat-strong").Count > 0;
        phenomena.RemoveAll(p => IsFought(read, p));
        var hasGroup = groups.Count + nouns.Count > 0;
        var at = phenomena.Select(p => p.First).Concat(nouns.Select(n => n.First)).Concat(groups.Select(g => g.First)).DefaultIfEmpty(-1).Min();
        var isSubject = phenomena.Exists(p => p.First <= SubjectReach) && regions.Count > 0 && !IsOfCooperation(read);
        var isEnough = at >= 0 && (isSubject || (isAssessed && (regions.Count > 0 || hasGroup || phenomena.Count > 0)) || (hasGroup && regions.Exists(r => r.Kind == MentionKind.Place)));
        if (!isEnough || read.Sentence.Tokens[^1].Is("?؟") || Modes.IsDenied(read.Sentence, at))
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

        // "The Islamic State in the Sahel": the region in a name is that of the threat only where no other is named.
        if (regions.Exists(r => !IsInName(r, groups)))
        {
            regions.RemoveAll(r => IsInName(r, groups));
        }

        // The region behind what threatens comes before one named earlier in the sentence.
        if (regions.MinBy(r => Frame.Distance(r, at) + (r.First < at ? read.Tokens.Count : 0)) is { } region)
        {
            draft.Add("region", FieldValue.Of(Frame.Literal(read, region)), read, region, Confidence.Beside);
            AddJoined(draft, read, region);
            foreach (var other in regions.Where(r => r.First > region.First && r.First < SpeechStart(read, region.End)))
            {
                draft.Add("region", FieldValue.Of(Frame.Literal(read, other)), read, other, Confidence.Beside);
            }
        }
        else if (read.Mentions.FirstOrDefault(m => m is { Kind: MentionKind.State, Form: NameForm.Name, IsInside: false } && read.Sentence.Of("threat-strong") is [var strong, ..] && m.End <= strong.First) is { } subject)
        {
            // "Kenya remains exposed to attacks".
            draft.Add("region", FieldValue.Of(Frame.Literal(read, subject)), read, subject, Confidence.Guessed);
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

    /// <summary>"le centre du Mali", "northern Benin": a part of a State that looks like a body.</summary>
    private static bool IsOfLand(ReadSentence read, Mention state) => state.First > 1 && read.Tokens[state.First - 2].Folded is "centre" or "center" or "nord" or "sud" or "est" or "ouest" or "north" or "south" or "east" or "west" or "norte" or "sur" or "este" or "oeste" or "centro";

    /// <summary>Where whoever says it is told: "…, a planner in Dakar said", "selon".</summary>
    private static int SpeechStart(ReadSentence read, int from)
    {
        for (var i = from; i < read.Tokens.Count; i++)
        {
            if (read.Tokens[i].Folded is "said" or "says" or "according" or "told" or "noted" or "selon" or "dit" or "indique" or "declare" or "segun" or "dijo" or "afirmo" or "وفق" or "حسب" || read.Tokens[i].Is(";"))
            {
                return i;
            }
        }

        return read.Tokens.Count;
    }

    /// <summary>"the fight against terrorism", "lutte contre le trafic de drogue": a subject of cooperation, and no threat that is assessed.</summary>
    private static bool IsFought(ReadSentence read, Mark phenomenon) => Enumerable.Range(Math.Max(0, phenomenon.First - 4), phenomenon.First - Math.Max(0, phenomenon.First - 4))
        .Any(i => read.Tokens[i].Folded is "against" or "contre" or "contra" or "combat" or "combating" or "combatting" or "counter" or "countering" or "fight" or "fighting" or "lutte" or "lucha" or "combatir" or "combattre" or "tackle" or "tackling" or "مكافحه" or "مكافحة" or "محاربه");

    private static bool IsOfCooperation(ReadSentence read) => read.Sentence.Of("agree").Concat(read.Sentence.Of("meet")).Concat(read.Sentence.Of("topic")).Concat(read.Sentence.Of("exercise")).Concat(read.Sentence.Of("visit-noun")).Any();

    private static bool IsInName(Mention region, List<Mention> groups) => groups.Exists(g => region.First >= g.First && region.First - g.End <= 2);

    private static bool IsRegion(ReadSentence read, Mention state) => state.First > 0 && read.Tokens[state.First - 1].Folded is "in" or "across" or "of" or "au" or "en" or "dans" or "du" or "del" or "de" or "northern" or "southern" or "eastern" or "western" or "from" or "le" or "with" or "between" or "entre" or "avec" or "con" or "through" or "into" or "to" or "towards" or "inside" or "within" or "throughout" or "via" or "vers" or "hacia" or "desde" or "par" or "por" or "a" or "on" or "في" or "الي";
}
