using System.Text;
using Entente.Formats.Clearances;
using Entente.Formats.Mrz;
using Entente.Formats.Pairs;
using Entente.Formats.Paxlst;
using Entente.Formats.Reading;
using Entente.Formats.Tests.Mrz;
using Entente.Formats.Travellers;
using FsCheck;
using FsCheck.Fluent;

namespace Entente.Formats.Tests.Travellers;

/// <summary>Whatever arrives: nothing but <see cref="UnreadableInputException"/> is thrown, and the counts add up.</summary>
public sealed class HostileInputTests
{
    private const string List = "UNA:+.? 'UNB+UNOA:4+UT+UTO+260301:0525+1'UNH+1+PAXLST:D:12B:UN:IATA+A+01:C'BGM+745'NAD+MS+++DESK'TDT+20+UT123'LOC+92+CMN'"
        + "DTM+189:2603011540:201'\nNAD+FL+++DOE:JANE'ATT+2++F'DTM+329:740812'LOC+178+CMN'NAT+2+UTO'DOC+P:110:111+A?'1'LOC+91+MAR'NAD+FM'NAD+ZZZ'CNT+42:1'UNT+16+1'UNZ+1+1'";

    private const string Table = "traveller_id,name,birth_date,nationality,sex,document_number\nT1,\"Doe, Jane\",1974-08-12,D,F,X1\nT2,John Doe,,,,\n";

    private const string Clearances = "listing_id,name,birth_date,document_number\nL-1,Jane Doe,1974-08-12,\nL-2,\"Doe, John\",,X1\n";

    private const string Pairs = "pair_id,name_a,name_b,birth_date_a,birth_date_b,nationality_a,nationality_b\n1,Jane Doe|J. Doe,Jean Doe,1974,1974-08-12|1975,D,FRA|MAR\n";

    private static readonly string[] Valid = [List, Table, Clearances, Pairs, Zones.Passport, Zones.Card + "\n\n" + Zones.Passport];

    /// <summary>Pieces that mean something to one reader or another.</summary>
    private static readonly string[] Meaningful =
        ["UNB+", "UNA", "UNH+", "PAXLST", "NAD+FL+++", "TDT+", "UNT+", "UNZ'", "'", "+", ":", "?", "*", "\"", "\r\n", "\n", "<", "<<", ",", ";", "|", "\t", "pair_id,name_a,name_b\n", "listing_id,name\n", "0", "Z", "é", "ع", "\0", "\uFFFF", "\uD800", " "];

    [Fact]
    public void Any_bytes_at_all() => Holds(Gen.Choose(0, 255).Select(value => (byte)value).ArrayOf());

    [Fact]
    public void Any_sequence_of_meaningful_pieces() => Holds(Gen.Elements(Meaningful).ListOf().Select(pieces => Encoding.UTF8.GetBytes(string.Concat(pieces))));

    [Fact]
    public void Any_valid_input_with_pieces_put_in_taken_out_and_cut_off()
    {
        var edit = from at in Gen.Choose(0, 400)
                   from removed in Gen.Choose(0, 9)
                   from added in Gen.Elements(Meaningful)
                   select (at, removed, added);
        Holds(from input in Gen.Elements(Valid)
              from edits in edit.ListOf()
              select Encoding.UTF8.GetBytes(edits.Aggregate(input, Apply)));
    }

    private static string Apply(string text, (int At, int Removed, string Added) edit)
    {
        var at = Math.Min(edit.At, text.Length);
        return text[..at] + edit.Added + text[Math.Min(at + edit.Removed, text.Length)..];
    }

    private static void Holds(Gen<byte[]> inputs) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1_000), Prop.ForAll(inputs.ToArbitrary(), bytes => ReadsTravellers(bytes) && ReadsManifests(bytes) && ReadsClearances(bytes) && ReadsPairs(bytes) && ReadsZone(bytes)));

    private static bool ReadsTravellers(byte[] bytes)
    {
        try
        {
            var input = TravellerFiles.Open(Input.File("x", bytes), new DateOnly(2026, 3, 1));
            var count = input.Travellers.Count(traveller => traveller.Id.Length > 0 && !string.IsNullOrWhiteSpace(traveller.Subject.Names[0].Text));
            return count <= input.Journal.Accepted && input.Journal.Read == input.Journal.Accepted + input.Journal.Refused
                && input.Journal.Counts.Values.Sum() >= input.Journal.Refused
                && count == input.Journal.Accepted - input.Journal.Counts.GetValueOrDefault("close-out-reference");
        }
        catch (UnreadableInputException)
        {
            return true;
        }
    }

    private static bool ReadsManifests(byte[] bytes)
    {
        try
        {
            var journal = new Journal();
            var people = PaxlstManifests.Read(new MemoryStream(bytes), journal, new DateOnly(2026, 3, 1)).SelectMany(manifest => manifest.People).ToList();
            return people.Count + journal.Counts.GetValueOrDefault("message-not-paxlst") == journal.Read && people.Count(person => person.CanBeScreened || person.IsReference) == journal.Accepted
                && people.DistinctBy(person => person.Id).Count() == people.Count;
        }
        catch (UnreadableInputException)
        {
            return true;
        }
    }

    private static bool ReadsClearances(byte[] bytes)
    {
        try
        {
            var contents = ClearanceFile.Read(Input.File("x", bytes));
            return contents.Clearances.Count == contents.Journal.Accepted;
        }
        catch (UnreadableInputException)
        {
            return true;
        }
    }

    private static bool ReadsPairs(byte[] bytes)
    {
        try
        {
            var journal = new Journal();
            return PairFile.Read(Input.File("x", bytes), journal).Count(pair => pair.Id.Length > 0 && pair.A.Names.Count > 0 && pair.B.Names.Count > 0) == journal.Accepted;
        }
        catch (UnreadableInputException)
        {
            return true;
        }
    }

    private static bool ReadsZone(byte[] bytes)
    {
        try
        {
            return MrzReader.Read(Encoding.UTF8.GetString(bytes), new DateOnly(2026, 3, 1)).Findings.All(finding => finding.Message.Length > 0);
        }
        catch (UnreadableInputException)
        {
            return true;
        }
    }
}
