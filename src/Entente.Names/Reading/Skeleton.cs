namespace Entente.Names.Reading;

/// <summary>
/// What all spellings of a name part have in common: its consonants in eight classes (B T K S L R M N), vowels, h, w and y
/// left out. A letter that stands for several sounds gives several skeletons, the likeliest first: Choukri has SKR and KKR,
/// Shukri, Xukri and شكري have SKR.
/// </summary>
internal static class Skeleton
{
    /// <summary>Skeletons of one part are never more than this.</summary>
    public const int Most = 6;

    // Letters or digraphs, and the classes they may stand for; "-" is none. Longer ones first where they begin alike.
    private static readonly Dictionary<char, (string Letters, string[] Classes)[]> Latin = Load(
        "tsch S", "tch S", "sch S", "shch S", "sh S", "ch S/K/-", "th T/S", "dh T/S", "kh K/-", "gh K/-/R", "zh S/K", "ph B", "ck K", "cz S", "sz S", "qu K", "ng NK/N",
        "ts S", "tz S", "dj K", "dz S",
        "b B", "c K/S", "d T", "f B", "g K", "h -", "j K/-", "k K", "l L", "m M", "n N", "p B", "q K", "r R", "s S", "t T", "v B", "w -/B", "x KS/S", "y -", "z S");

    private static readonly Dictionary<char, (string Letters, string[] Classes)[]> Arabic = Load(
        "تش S", "تس S", "دج K", "ب B", "ت T", "ث T/S", "ج K", "ح -", "خ K/-", "د T", "ذ T/S", "ر R", "ز S", "س S", "ش S", "ص S", "ض T/S", "ط T", "ظ S/T", "غ K/R", "ف B", "ق K", "ك K",
        "ل L", "م M", "ن N", "پ B", "چ S/K", "گ K", "نغ NK/N");

    // The letters that Persian, Kurdish and Urdu add to Arabic; where one stands, waw may be v.
    private const string Persian = "پچگ";
    private static readonly string[] PersianWaw = ["-", "B"];

    private static readonly Dictionary<char, (string Letters, string[] Classes)[]> Cyrillic = Load(
        "дж K", "тс S", "тш S", "дз S/K", "ти T/S", "б B", "в B/-", "г K/-", "д T", "ж S/K", "з S", "к K", "л L", "м M", "н N", "п B", "р R", "с S", "т T", "ф B", "х K/-", "ц S", "ч S/K", "ш S", "щ S", "нг NK/N");

    private static readonly Dictionary<char, (string Letters, string[] Classes)[]> Hebrew = Load(
        "וו B/-", "ב B", "ג K", "ד T", "ה -", "ו -/B", "ז S", "ח -/K", "ט T", "כ K", "ל L", "מ M", "נ N", "ס S", "פ B", "צ S", "ק K", "ר R", "ש S", "ת T", "טש S", "דז S");

    /// <summary>The skeletons of plain letters of a script; empty where the letters are all vowels or the script is not read.</summary>
    public static string[] Of(string letters, Script script)
    {
        var table = script switch
        {
            Script.Latin or Script.Greek or Script.Tifinagh => Latin,
            Script.Arabic => Arabic,
            Script.Cyrillic => Cyrillic,
            Script.Hebrew => Hebrew,
            _ => null,
        };
        if (table is null)
        {
            return [];
        }

        var found = new Variants(stackalloc char[Most * Variants.Length], stackalloc int[Most]);
        var abjad = script is Script.Arabic or Script.Hebrew;
        var touching = false;
        var persian = script == Script.Arabic && letters.AsSpan().IndexOfAny(Persian) >= 0;
        for (var i = 0; i < letters.Length;)
        {
            var (length, classes) = At(table, letters, i);
            classes = persian && letters[i] == 'و' ? PersianWaw : classes;
            i += length;
            if (classes.Length > 0)
            {
                found.Extend(classes, touching);
            }

            // Where vowels are not written, letters that stand together need not sound together.
            touching = !abjad && classes.Length > 0 && classes[0] != "-";
        }

        return found.ToArray();
    }

    private static (int Length, string[] Classes) At(Dictionary<char, (string Letters, string[] Classes)[]> table, string letters, int at)
    {
        if (table.TryGetValue(letters[at], out var rules))
        {
            foreach (var (spelled, classes) in rules)
            {
                if (spelled.Length == 1 || letters.AsSpan(at).StartsWith(spelled, StringComparison.Ordinal))
                {
                    return (spelled.Length, classes);
                }
            }
        }

        return (1, []);
    }

    /// <summary>The skeletons that are being built, each in its own stretch of one buffer.</summary>
    private ref struct Variants(Span<char> room, Span<int> lengths)
    {
        /// <summary>Classes of one skeleton at most; the rest of a longer one is left out.</summary>
        public const int Length = 24;

        private readonly Span<char> _room = room;
        private readonly Span<int> _lengths = lengths;
        private int _count = 1;

        public void Extend(string[] choices, bool touching)
        {
            var stems = _count;
            for (var choice = 1; choice < choices.Length; choice++)
            {
                for (var stem = 0; stem < stems && _count < Most; stem++)
                {
                    _room.Slice(stem * Length, _lengths[stem]).CopyTo(_room[(_count * Length)..]);
                    _lengths[_count] = _lengths[stem];
                    Append(_count++, choices[choice], touching);
                }
            }

            for (var stem = 0; stem < stems; stem++)
            {
                Append(stem, choices[0], touching);
            }
        }

        public readonly string[] ToArray()
        {
            var found = new List<string>(_count);
            for (var i = 0; i < _count; i++)
            {
                var skeleton = _room.Slice(i * Length, _lengths[i]).ToString();
                if (skeleton.Length > 0 && !found.Contains(skeleton))
                {
                    found.Add(skeleton);
                }
            }

            return [.. found];
        }

        private readonly void Append(int variant, string choice, bool touching)
        {
            if (choice == "-")
            {
                return;
            }

            var skeleton = _room.Slice(variant * Length, Length);
            ref var length = ref _lengths[variant];
            foreach (var sound in choice)
            {
                var last = length > 0 ? skeleton[length - 1] : ' ';
                if (touching && last == sound)
                {
                    continue;
                }

                // A t-sound before a hissing or k-sound is part of it in many spellings (ts, tch, dj), in others not.
                length -= last == 'T' && sound is 'S' or 'K' ? 1 : 0;
                if (length < Length)
                {
                    skeleton[length++] = sound;
                }
            }
        }
    }

    private static Dictionary<char, (string Letters, string[] Classes)[]> Load(params string[] rules) =>
        rules.Select(r => r.Split(' '))
            .GroupBy(r => r[0][0])
            .ToDictionary(g => g.Key, g => g.OrderByDescending(r => r[0].Length).Select(r => (r[0], r[1].Split('/'))).ToArray());
}
