using FsCheck;
using FsCheck.Fluent;

namespace Entente.Names.Tests;

/// <summary>Fictional names for properties: few parts and syllables, so that names often share, nearly share and join parts.</summary>
internal static class Sample
{
    private static readonly string[] Given =
        ["Mohamed", "Mohammed", "Choukri", "Shukri", "Abdelkader", "Abdul Qadir", "Salah Eddine", "Ana Maria", "Anamaria", "Li", "Lu", "Jon", "John", "J.", "Dr", "محمد", "شكري", "عبد القادر", "Иван", "דוד", "Nour", "Nur el Din"];

    private static readonly string[] Family =
        ["Tikriti", "al-Tikriti", "Altikriti", "Dulaimi", "Ben Ali", "Benali", "Ould Daddah", "Traoré", "Traore", "Garcia", "Lopez", "Garcialopez", "Ivanovich", "Petrov", "Петров", "التكريتي", "لمرابط", "El Mrabet", "Sechin", "Wu", "Xu", "Abu Bakr", "Aboubakr"];

    private const string Alphabet = "abcdehiklmnorstuy";

    /// <summary>A word of one syllable or a few.</summary>
    public static Gen<string> Word { get; } = Gen.Elements(Alphabet.ToCharArray()).ListOf().Where(letters => letters.Count is > 0 and < 12).Select(letters => new string([.. letters]));

    /// <summary>A part that is known, made up, or known with a slip of the pen.</summary>
    public static Gen<string> Part { get; } = Gen.OneOf(Gen.Elements(Given), Gen.Elements(Family), Word, Slip(Gen.Elements(Given)), Slip(Gen.Elements(Family)));

    /// <summary>A known part in Latin letters.</summary>
    public static Gen<string> Latin { get; } = Known(part => part.All(char.IsAscii));

    /// <summary>A known part in another script.</summary>
    public static Gen<string> Foreign { get; } = Known(part => part.All(c => c > '\u0250' || c == ' '));

    /// <summary>A name of one to five parts.</summary>
    public static Gen<string> Name { get; } = Gen.Choose(1, 5).SelectMany(parts => Part.ArrayOf(parts)).Select(parts => string.Join(' ', parts));

    /// <summary>A list of some names, and a name to look for.</summary>
    public static Gen<(string[] List, string Query)> Search { get; } =
        from names in Gen.Choose(1, 14).SelectMany(count => Name.ArrayOf(count))
        from query in Gen.OneOf(Name, Slip(Gen.Elements(names)))
        select (names, query);

    /// <summary>The text with one letter changed, taken out or put in.</summary>
    public static Gen<string> Slip(Gen<string> texts) =>
        from text in texts
        from at in Gen.Choose(0, text.Length - 1)
        from kind in Gen.Choose(0, 2)
        from letter in Gen.Elements(Alphabet.ToCharArray())
        select text[..at] + (kind == 2 ? "" : letter) + text[(kind == 0 ? at : at + 1)..] is { Length: > 0 } slipped ? slipped : text;

    private static Gen<string> Known(Func<string, bool> where) => Gen.Elements(Given.Concat(Family).Where(where).ToArray());

    /// <summary>Tries a claim on many samples.</summary>
    public static void Holds<T>(Gen<T> samples, Func<T, bool> claim, int times = 300) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(times), Prop.ForAll(samples.ToArbitrary(), claim));
}
