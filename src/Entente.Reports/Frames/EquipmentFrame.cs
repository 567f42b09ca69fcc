using Entente.Reports.Lexicons;
using Entente.Reports.Mentions;
using Entente.Reports.Proposals;

namespace Entente.Reports.Frames;

/// <summary>Equipment that changes hands: what down to its designation, who gives, who gets, for how much, when.</summary>
internal static class EquipmentFrame
{
    /// <summary>Pieces of a sentence that are proposed each by itself, tokens before one within which it is counted, and behind it within which its supplier stands.</summary>
    private const int MostPieces = 4, CountReach = 4, SupplierReach = 9;

    private static readonly string[] Triggers = ["acquire", "supply", "supplied-by", "sale"];

    private static readonly HashSet<string> To = ["to", "a", "au", "aux", "for", "pour", "para", "with", "al", "الي"];

    private static readonly HashSet<string> From = ["from", "by", "of", "aupres", "par", "por", "de", "du", "des", "d'", "del", "من"];

    /// <summary>The equipment of a sentence; none where nothing changes hands.</summary>
    public static IEnumerable<Draft> Read(ReadSentence read, Context context)
    {
        var equipment = read.Of(MentionKind.Equipment).ToList();
        if (equipment.Count == 0 || Trigger(read, equipment) is not { } trigger)
        {
            return [];
        }

        if (trigger.Class == "acquire" && read.Mentions.Any(m => m.Kind is MentionKind.Person or MentionKind.Office && m.First >= trigger.End && m.First < equipment[0].First) && read.Sentence.Of("receive").Any(r => r.First <= trigger.First && trigger.First < r.End))
        {
            // Somebody is received, not something.
            return [];
        }

        var mode = Modes.Of(read, trigger.First, trigger.End);
        if (mode == Mode.NotSo && !IsFormalSale(read, trigger))
        {
            return [];
        }

        var pieces = Pieces(read, equipment);
        return pieces.Select((piece, i) => Of(read, context, trigger, mode == Mode.Stated ? mode : Mode.Announced, piece, pieces.Count == 1 ? piece.End : i + 1 < pieces.Count ? pieces[i + 1].First : read.Tokens.Count)).OfType<Draft>();
    }

    private static Draft? Of(ReadSentence read, Context context, Mark trigger, Mode mode, Mention piece, int end)
    {
        var draft = Frame.Begin(ProposalKind.Equipment, read, mode);
        draft.Add("designation", FieldValue.Of(piece.Value), read, piece, piece.Detail.Length > 0 ? Confidence.Said : Confidence.Beside);
        AddKind(draft, read, piece);
        AddRoles(draft, read, trigger, context);
        if (OwnSupplier(read, piece, end) is { } supplier)
        {
            draft.Fields.RemoveAll(f => f.Name == "supplier" || (f.Name == "recipient" && f.Value.Words == supplier.State));
            Add(draft, read, "supplier", supplier);
        }

        if (!draft.Has("supplier") && !draft.Has("recipient"))
        {
            return null;
        }

        if (read.Of(MentionKind.Amount).FirstOrDefault(m => m.Amount is { Currency.Length: > 0 }) is { Amount: { } money } amount)
        {
            draft.Add("value", FieldValue.Money(money.Number, money.Currency), read, amount, Confidence.Said);
        }

        Frame.AddDate(draft, read, trigger.First, context);
        return Frame.End(draft, read);
    }

    /// <summary>What changes hands: designations where there are some, each that is counted or comes from somebody else by itself; else the first noun.</summary>
    private static List<Mention> Pieces(ReadSentence read, List<Mention> equipment)
    {
        var designated = equipment.Where(e => e.Value.Any(char.IsAsciiDigit) || char.IsUpper(e.Value[0])).ToList();
        var apart = designated.Where((e, i) => IsCounted(read, e) || OwnSupplier(read, e, i + 1 < designated.Count ? designated[i + 1].First : read.Tokens.Count) is not null).Take(MostPieces).ToList();
        return apart.Count > 1 ? apart : designated.Count > 0 ? [designated[0]] : [equipment[0]];
    }

    /// <summary>"eighteen (18) M142", "an undisclosed number of Barak MX".</summary>
    private static bool IsCounted(ReadSentence read, Mention piece) => Enumerable.Range(Math.Max(0, piece.First - CountReach), piece.First - Math.Max(0, piece.First - CountReach))
        .Any(i => read.Tokens[i].IsNumber || read.Sentence.At("number", i) is { Value: not "1" } || read.Tokens[i].Folded is "number" or "nombre" or "numero" or "several" or "plusieurs" or "varios" or "dozen" or "dizaine" or "docena");

    /// <summary>"howitzers from France and missiles from Israel": who stands behind a piece and before the next.</summary>
    private static Mention? OwnSupplier(ReadSentence read, Mention piece, int end) =>
        read.States.FirstOrDefault(s => s.First >= piece.End && s.End <= end && s.Form == NameForm.Name && read.Tokens[s.First - 1].Folded is "from" or "aupres" && s.First - piece.End <= SupplierReach);

    private static void AddKind(Draft draft, ReadSentence read, Mention piece)
    {
        var noun = read.Sentence.Of("equipment").Where(n => piece.Detail.Length == 0 || n.Value == piece.Detail).OrderBy(n => Math.Abs(n.First - piece.First)).FirstOrDefault();
        if (noun.End > 0)
        {
            draft.Add("kind", FieldValue.Of(noun.Value), read, noun.First, noun.End, Confidence.Beside);
        }
    }

    private static Mark? Trigger(ReadSentence read, List<Mention> equipment)
    {
        Mark? best = null;
        var distance = int.MaxValue;
        foreach (var wordClass in Triggers)
        {
            foreach (var mark in read.Sentence.Of(wordClass))
            {
                var near = equipment.Min(e => Frame.Distance(e, mark.First));
                var isFrom = wordClass == "supplied-by" && mark.End - mark.First == 1;
                if (near + (isFrom ? 6 : 0) < distance && near <= 30 && (!isFrom || !read.Sentence.Of("acquire").Concat(read.Sentence.Of("supply")).Any()))
                {
                    (best, distance) = (mark, near + (isFrom ? 6 : 0));
                }
            }
        }

        return best;
    }

    /// <summary>"a possible Foreign Military Sale" is a notification, however possible it calls the sale.</summary>
    private static bool IsFormalSale(ReadSentence read, Mark trigger) => trigger.Class == "sale" && trigger.End - trigger.First >= 3;

    private static void AddRoles(Draft draft, ReadSentence read, Mark trigger, Context context)
    {
        var states = read.Mentions.Where(m => m.State.Length > 0 && m.Kind is MentionKind.State or MentionKind.Body && !(m is { Kind: MentionKind.State, IsInside: true } && IsInsideBody(read, m)) && IsParty(read, m)).ToList();
        Mention? supplier = null;
        Mention? recipient = null;
        foreach (var state in states.OrderBy(s => Frame.Distance(s, trigger.First)))
        {
            if (supplier is null && state.First > trigger.First - 12 && (IsAfterSuppliedBy(read, state) || (trigger.Class == "acquire" && state.First > trigger.First && (state.Form == NameForm.Adjective || IsOrder(read, trigger)) && IsBehind(read, state, To)) || IsOfMake(read, state)))
            {
                supplier = state;
            }
            else if (recipient is null && trigger.Class is not "acquire" && IsBehind(read, state, To))
            {
                recipient = state;
            }
            else if (supplier is null && state.First > trigger.First - 12 && ((IsBehind(read, state, From) && !IsOfGovernment(read, state) && trigger.Class is not "sale") || state is { Kind: MentionKind.Body, Form: NameForm.Company }))
            {
                supplier = state;
            }
            else if (recipient is null && IsOfGovernment(read, state))
            {
                recipient = state;
            }
        }

        var left = states.Where(s => s.End <= trigger.First && s != supplier && s != recipient).ToList();
        if (trigger.Class == "acquire")
        {
            recipient ??= left.LastOrDefault() ?? states.FirstOrDefault(s => s != supplier);
        }
        else if (trigger.Class == "supply")
        {
            supplier ??= left.LastOrDefault(s => s.State != recipient?.State);
            recipient ??= states.FirstOrDefault(s => s.First > trigger.First && s.State != supplier?.State);
        }
        else
        {
            recipient ??= left.LastOrDefault(s => s.State != supplier?.State && s is not { Kind: MentionKind.Body, State: "United States" });
            supplier ??= states.FirstOrDefault(s => s.Kind == MentionKind.Body && s.State != recipient?.State) ?? left.LastOrDefault(s => s.State != recipient?.State) ?? (trigger.Class == "supplied-by" ? null : states.LastOrDefault(s => s.State != recipient?.State));
        }

        recipient ??= left.LastOrDefault(s => s.State != supplier?.State);
        Add(draft, read, "supplier", supplier);
        if (recipient is not null && recipient.State != supplier?.State)
        {
            Add(draft, read, "recipient", recipient);
        }
        else if (read.Of(MentionKind.Both).FirstOrDefault() is { } both && supplier is not null && context.Pair(read).FirstOrDefault(s => s != supplier.State) is { } other)
        {
            draft.Add("recipient", FieldValue.Of(other), read, both, Confidence.Carried);
        }
    }

    private static void Add(Draft draft, ReadSentence read, string name, Mention? party)
    {
        if (party is not null)
        {
            draft.Add(name, FieldValue.Of(party.State), read, party, party.Kind == MentionKind.State ? Confidence.Said : Confidence.Beside);
        }
    }

    /// <summary>An adjective is a party where it stands by a body, an army, a company.</summary>
    private static bool IsParty(ReadSentence read, Mention state) => state.Form != NameForm.Adjective || IsOfMake(read, state) || Enumerable.Range(Math.Max(0, state.First - 2), 5).Any(i => i < read.Tokens.Count && (read.Sentence.Has("body-head", i)
        || read.Tokens[i].Folded is "company" or "firm" or "manufacturer" or "maker" or "entreprise" or "societe" or "constructeur" or "empresa" or "fabricante" or "compania" or "shipyard" or "chantier" or "astillero" or "group" or "groupe" or "industriel" or "avionneur"));

    /// <summary>"drones turcs", "Turkish drones".</summary>
    private static bool IsOfMake(ReadSentence read, Mention state) => state.Form == NameForm.Adjective && read.Sentence.Of("equipment").Any(n => n.End == state.First || n.First == state.End);

    private static bool IsInsideBody(ReadSentence read, Mention state) => read.Mentions.Any(b => b.Kind == MentionKind.Body && b.State.Length > 0 && b.First <= state.First && state.End <= b.End);

    private static bool IsBehind(ReadSentence read, Mention state, HashSet<string> words)
    {
        for (var i = state.First - 1; i >= Math.Max(0, state.First - 4); i--)
        {
            if (words.Contains(read.Tokens[i].Folded))
            {
                return true;
            }

            // Articles, adjectives and words such as "army", "company" may stand between.
            if (read.Tokens[i].Folded is not ("the" or "l'" or "la" or "le" or "les" or "el" or "las" or "los" or "company" or "army" or "armee" or "government" or "gouvernement" or "forces" or "ejercito" or "empresa" or "entreprise" or "firm" or "manufacturer" or "constructeur" or "marine" or "navy" or "armees" or "fabricante" or "societe"))
            {
                return false;
            }
        }

        return false;
    }

    private static bool IsOfGovernment(ReadSentence read, Mention state) => state.First > 1 && read.Tokens[state.First - 1].Folded is "of" && read.Tokens[state.First - 2].Folded is "government" or "kingdom" or "republic" or "armed" or "forces";

    /// <summary>"encargó a Turquía", "a commandé à la France": the one to whom an order goes supplies.</summary>
    private static bool IsOrder(ReadSentence read, Mark trigger) => Enumerable.Range(trigger.First, trigger.End - trigger.First).Any(i => read.Tokens[i].Folded is var word && (word.StartsWith("encarg", StringComparison.Ordinal) || word.StartsWith("command", StringComparison.Ordinal) || word.StartsWith("compr", StringComparison.Ordinal) || word.StartsWith("achet", StringComparison.Ordinal)));

    private static bool IsAfterSuppliedBy(ReadSentence read, Mention state) => read.Sentence.Of("supplied-by").Any(m => state.First >= m.End && state.First - m.End <= 3);
}
