using Entente.Names.Reading;
using Entente.Tables;

if (args.Length is not (2 or 3))
{
    Console.Error.WriteLine("""
        Writes the tables of Entente.Names from their sources:
          Entente.Tables TRANSLIT_FOLDER TABLES_FOLDER [frequency]
        TRANSLIT_FOLDER holds wikidata_wd_arabic_80.tsv and wikidata_wd_russian_80.tsv (Wikidata, CC0 1.0).
        TABLES_FOLDER is src/Entente.Names/Tables. With the word "frequency" behind it only that table is written.
        """);
    return 1;
}

var (source, target) = (args[0], args[1]);
File.WriteAllLines(Path.Combine(target, "folding.tsv"), FoldingTable.Lines());

var arabic = Spellings.Read(Path.Combine(source, "wikidata_wd_arabic_80.tsv"), Alphabet.Arabic);
var russian = Spellings.Read(Path.Combine(source, "wikidata_wd_russian_80.tsv"), Alphabet.Cyrillic);
File.WriteAllLines(Path.Combine(target, "frequency.tsv"), FrequencyTable.Lines(arabic, russian));
if (args is [_, _, "frequency"])
{
    return 0;
}

Learn("arabic", arabic.Select(p => (p.Other, p.Latin, 1.0)).ToList());
Learn("cyrillic", russian.Select(p => (p.Other, p.Latin, 1.0)).ToList());
Learn("latin", [.. Spellings.Together(russian), .. Spellings.Together(arabic).Select(p => (p.A, p.B, p.Weight * 0.5))]);
return 0;

void Learn(string name, List<(string, string, double)> pairs)
{
    Console.Error.WriteLine($"{name}: learning from {pairs.Count} pairs");
    var learned = new EditModel(Pieces.Allowed).Learn(pairs, worst: 8, fewest: 4);
    File.WriteAllLines(Path.Combine(target, $"{name}.tsv"),
    [
        $"# Letters as read, letters in Latin, cost in bits. Learned from {pairs.Count} pairs of spellings of Wikidata (CC0 1.0).",
        "# Written by tools/Entente.Tables; do not edit.",
        .. learned.Select(c => $"{c.Source}\t{c.Target}\t{c.Bits:0.0}"),
    ]);
}
