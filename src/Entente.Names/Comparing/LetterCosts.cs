using Entente.Names.Reading;
using Entente.Names.Tables;

namespace Entente.Names.Comparing;

/// <summary>
/// What it costs to take letters of one script for letters in Latin, in eighths of a bit: 0 for the usual rendering, more the
/// rarer it is between two spellings of one name. The tables are learned from pairs of spellings by tools/Entente.Tables;
/// Hebrew is written by hand.
/// </summary>
internal sealed class LetterCosts
{
    /// <summary>Eighths of a bit in one bit.</summary>
    public const int Unit = 8;

    // More than any part is worth, so that no way leads through it.
    private const byte Never = 255;

    // Slips of pen and keyboard that no table of renderings knows, in bits.
    private const double Substitution = 9;
    private const double Omission = 7;
    private const double ConsonantInsertion = 3.8;
    private const double Transposition = 4;

    // A short vowel that Arabic and Hebrew leave unwritten. The pairs learned from are mostly foreign names, which write more of them.
    private const double UnwrittenVowel = 1;

    private LetterCosts(string table, Alphabet source, double scale)
    {
        Array.Fill(OneToOne, Bits(Substitution * scale));
        Array.Fill(OneToNone, Bits(Omission * scale));
        Array.Fill(NoneToOne, Bits(Omission * scale));
        Array.Fill(OneToTwo, Never);
        Array.Fill(TwoToOne, Never);
        Swapped = source == Alphabet.Latin ? Bits(Transposition * scale) : Never;
        foreach (var row in TableFile.Rows(table))
        {
            Take(row[0], row[1], double.Parse(row[2]) * scale, source);
        }

        foreach (var row in TableFile.Rows("by-hand").Where(r => r[0] == table))
        {
            Take(row[1], row[2], double.Parse(row[3]) * scale, source);
        }

        if (source == Alphabet.Latin)
        {
            for (var i = 0; i < source.Letters.Length; i++)
            {
                OneToOne[(i * 32) + i] = 0;
            }
        }
    }

    /// <summary>Latin to Latin.</summary>
    public static LetterCosts Latin { get; } = new("latin", Alphabet.Latin, 0.7);

    /// <summary>Arabic to Latin.</summary>
    public static LetterCosts Arabic { get; } = new("arabic", Alphabet.Arabic, 0.8);

    /// <summary>Cyrillic to Latin.</summary>
    public static LetterCosts Cyrillic { get; } = new("cyrillic", Alphabet.Cyrillic, 0.8);

    /// <summary>Hebrew to Latin.</summary>
    public static LetterCosts Hebrew { get; } = new("hebrew", Alphabet.Hebrew, 0.8);

    /// <summary>The costs from a script to Latin.</summary>
    public static LetterCosts From(Script script) => script switch
    {
        Script.Arabic => Arabic,
        Script.Cyrillic => Cyrillic,
        Script.Hebrew => Hebrew,
        _ => Latin,
    };

    /// <summary>[source * 32 + target]</summary>
    public byte[] OneToOne { get; } = new byte[32 * 32];

    /// <summary>[source]</summary>
    public byte[] OneToNone { get; } = new byte[32];

    /// <summary>[target]</summary>
    public byte[] NoneToOne { get; } = new byte[32];

    /// <summary>[source * 1024 + first target * 32 + second target]</summary>
    public byte[] OneToTwo { get; } = new byte[32 * 1024];

    /// <summary>[first source * 1024 + second source * 32 + target]</summary>
    public byte[] TwoToOne { get; } = new byte[32 * 1024];

    /// <summary>For each first letter of two target letters, which second ones <see cref="OneToTwo"/> knows, as bits: most pairs need no look-up.</summary>
    public uint[] KnownPairs { get; } = new uint[32];

    /// <summary>For each last source letter, which last target letters <see cref="Rare"/> knows, as bits.</summary>
    public uint[] KnownRare { get; } = new uint[32];

    /// <summary>Rarer pieces (two to two, one to three) by [last source letter * 32 + last target letter]; null where there are none.</summary>
    public RarePiece[]?[] Rare { get; } = new RarePiece[]?[32 * 32];

    /// <summary>Two neighbouring letters in the other order; <see cref="Never"/> between scripts.</summary>
    public byte Swapped { get; }

    private static byte Bits(double bits) => (byte)Math.Clamp(Math.Round(bits * Unit), 0, Never - 1);

    private void Take(string source, string target, double bits, Alphabet alphabet)
    {
        var s = source.Select(alphabet.IndexOf).ToArray();
        var t = target.Select(Alphabet.Latin.IndexOf).ToArray();
        var cost = Bits(bits);
        var abjad = alphabet == Alphabet.Arabic || alphabet == Alphabet.Hebrew;
        switch (s.Length, t.Length)
        {
            case (1, 1):
                OneToOne[(s[0] * 32) + t[0]] = Math.Min(cost, OneToOne[(s[0] * 32) + t[0]]);
                break;
            case (1, 0):
                var heard = alphabet == Alphabet.Latin && !Fused.IsVowel(source[0]) && source[0] is not ('h' or 'w');
                OneToNone[s[0]] = Math.Min(heard ? Math.Max(cost, Bits(ConsonantInsertion)) : cost, OneToNone[s[0]]);
                break;
            case (0, 1):
                var silent = Fused.IsVowel(target[0]) || target[0] is 'h' or 'w';
                cost = abjad && Fused.IsVowel(target[0]) ? Math.Min(cost, Bits(UnwrittenVowel)) : cost;
                NoneToOne[t[0]] = Math.Min(silent ? cost : Math.Max(cost, Bits(ConsonantInsertion)), NoneToOne[t[0]]);
                break;
            case (1, 2):
                ref var oneToTwo = ref OneToTwo[(s[0] * 1024) + (t[0] * 32) + t[1]];
                oneToTwo = Math.Min(cost, oneToTwo);
                KnownPairs[t[0]] |= 1u << t[1];
                break;
            case (2, 1):
                ref var twoToOne = ref TwoToOne[(s[0] * 1024) + (s[1] * 32) + t[0]];
                twoToOne = Math.Min(cost, twoToOne);
                break;
            default:
                ref var pieces = ref Rare[(s[^1] * 32) + t[^1]];
                pieces = [.. pieces ?? [], new RarePiece(s, t, cost)];
                KnownRare[s[^1]] |= 1u << t[^1];
                break;
        }
    }
}

/// <summary>A piece of letters that corresponds to a piece of Latin letters, longer than the flat tables hold.</summary>
internal sealed record RarePiece(byte[] Source, byte[] Target, byte Cost);
