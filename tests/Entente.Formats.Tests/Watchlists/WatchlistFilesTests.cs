using System.Security.Cryptography;
using System.Text;
using Entente.Formats.Reading;
using Entente.Formats.Watchlists;
using FsCheck;
using FsCheck.Fluent;

namespace Entente.Formats.Tests.Watchlists;

public sealed class WatchlistFilesTests
{
    private const string List = "listing_id,name,birth_date\n1,Ada Fictive,1980\n2,\"Fiktiv, Omar\",1970-01-02\n";

    private static readonly string[] ValidFiles =
    [
        List,
        "id,schema,name,aliases,countries\n1,Person,Ada,\"A;B\",ma\n",
        "{\"id\":\"1\",\"schema\":\"Person\",\"properties\":{\"name\":[\"Ada\"],\"birthDate\":[\"1980\"]}}\n",
        "77,\"FIKTIV, Omar\",\"individual\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"DOB 1980; Passport 1 (Egypt); a.k.a. 'X'.\"\r\n",
        "36,12,\"aka\",\"FIKTIV, Omar\",-0- \r\n",
        "36,12,-0- ,-0- ,\"Cuba\",-0- \r\n",
        "77,\"ort A1 (Egypt); nationality Iraq; a.k.a. 'X'.\"\r\n",
        "<CONSOLIDATED_LIST><INDIVIDUALS><INDIVIDUAL><FIRST_NAME>A</FIRST_NAME><REFERENCE_NUMBER>1</REFERENCE_NUMBER></INDIVIDUAL></INDIVIDUALS></CONSOLIDATED_LIST>",
    ];

    [Fact]
    public void States_name_hash_and_format_of_every_file()
    {
        var report = Lists.Read(Input.File("a.csv", List)).Files.ShouldHaveSingleItem();

        report.Version.List.ShouldBe("a.csv");
        report.Version.Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(List))));
        report.Version.Dated.ShouldBeNull();
    }

    [Fact]
    public void Hashes_the_whole_file_even_where_reading_stops_early()
    {
        var broken = "<CONSOLIDATED_LIST><INDIVIDUALS></WRONG>" + new string('x', 300_000);

        Lists.Read(broken).Files[0].Version.Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(broken))));
    }

    [Fact]
    public void Hashes_every_byte_once_and_in_order_while_it_reads()
    {
        var list = "listing_id,name\n" + string.Concat(Enumerable.Range(1, 40_000).Select(number => $"7,Ada Fictive {number % 100}\n"));

        Lists.Read(list).Files[0].Version.Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(list))));
    }

    [Fact]
    public void Keeps_both_listings_where_two_files_have_the_same_id()
    {
        var contents = Lists.Read(Input.File("a.csv", List), Input.File("b.csv", List), Input.File("b.csv", List));

        contents.Listings.Select(listing => (listing.List, listing.Id)).ShouldBe([
            ("a.csv", "1"), ("a.csv", "2"), ("b.csv", "b.csv:1"), ("b.csv", "b.csv:2"), ("b.csv (2)", "b.csv (2):1"), ("b.csv (2)", "b.csv (2):2")]);
        contents.Files[1].Journal.Counts["listing-id-in-two-files"].ShouldBe(2);
    }

    [Fact]
    public void Says_that_a_file_was_given_before()
    {
        var contents = Lists.Read(Input.File("a.csv", List), Input.File("other.csv", "listing_id,name\n9,Ada Fictive\n"), Input.File("copy.csv", List));

        contents.Files.Select(file => file.Journal.Counts.GetValueOrDefault("file-given-twice")).ShouldBe([0, 0, 1]);
        contents.Files[2].Journal.Findings.Single(finding => finding.Code == "file-given-twice").Message.ShouldStartWith("The same bytes came before, as a.csv");
    }

    [Theory]
    [InlineData("listing_id,name\n")]
    [InlineData("<CONSOLIDATED_LIST/>")]
    [InlineData("{\"id\":\"1\",\"schema\":\"Address\",\"properties\":{}}\n")]
    public void Says_that_a_file_has_no_listing(string content) => Lists.Read(content).Codes().ShouldContain("no-listings");

    [Theory]
    [InlineData("", "empty")]
    [InlineData("PK\u0003\u0004 something packed", "no watchlist")]
    [InlineData("traveller_id,name\n1,Ada\n", "no watchlist")]
    [InlineData("<html><body>Login</body></html>", "no watchlist")]
    [InlineData("{\"type\":\"bundle\"}", "no watchlist")]
    [InlineData("just a line of text", "no watchlist")]
    [InlineData("<html><body>Login</body></html>", "XML or HTML that begins with html")]
    [InlineData("<?xml version=\"1.0\"?>\n<!-- a list --><eu:export xmlns:eu=\"x\">", "XML or HTML that begins with eu:export")]
    [InlineData("[{\"name\":\"Ada\"}]", "JSON that is not FollowTheMoney")]
    [InlineData("PK\u0003\u0004 something packed", "a packed file")]
    [InlineData("\u001f\u008b\u0008 something packed", "a packed file")]
    [InlineData("%PDF-1.4", "a PDF file")]
    [InlineData("Ada Fictive,1980-02-03\n", "neither XML nor JSON")]
    public void Refuses_what_is_no_watchlist_and_names_the_file(string content, string message)
    {
        var exception = Should.Throw<UnreadableInputException>(() => Lists.Read(Input.File("a.csv", List), Input.File("wrong.bin", content)));

        exception.Message.ShouldStartWith("wrong.bin: ");
        exception.Message.ShouldContain(message);
    }

    [Fact]
    public void Stops_when_it_is_told_to() =>
        Should.Throw<OperationCanceledException>(() => WatchlistFiles.Read([Input.File("a.csv", List)], new CancellationToken(canceled: true)));

    [Fact]
    public void Reads_a_long_list_in_memory_that_does_not_grow_with_it()
    {
        const string header = "listing_id,name\n", row = "7,Ada Fictive\n";
        var file = new InputFile("long.csv", () => Input.Endless(header, row, header.Length + (300_000 * row.Length)));

        var contents = Lists.Read(file);

        contents.Files[0].Journal.Read.ShouldBe(300_000);
        contents.Listings.ShouldHaveSingleItem().Subject.Names.ShouldHaveSingleItem();
    }

    [Fact]
    public void Any_bytes_are_read_or_refused_as_a_whole() => Prop.ForAll<byte[]>(bytes => Survives(bytes)).QuickCheckThrowOnFailure();

    [Fact]
    public void Damaged_files_are_read_or_refused_as_a_whole()
    {
        var damage = from file in Gen.Elements(ValidFiles)
                     from at in Gen.Choose(0, file.Length - 1)
                     from length in Gen.Choose(0, 20)
                     from inserted in Gen.Elements("", "\"", "\0", ",", ";", "\r", "\n", "<", "]]>", "&x;", "{", "\\", "'", "(", "\uD800", "é", "-0- ", "9999999999")
                     select file[..at] + inserted + file[Math.Min(file.Length, at + length)..];

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(3000).WithQuietOnSuccess(true),
            Prop.ForAll(damage.ToArbitrary(), text => Survives(Encoding.UTF8.GetBytes(text))));
    }

    [Fact]
    public void Damaged_files_that_belong_together_are_read_or_refused_as_a_whole()
    {
        var remarks = "DOB 1980; " + new string('x', 980) + "; Passp";
        string[] owner = [$"77,\"FIKTIV, Omar\",\"individual\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"{remarks}\"\r\n", .. ValidFiles.Where(file => file.StartsWith("77,\"ort", StringComparison.Ordinal) || file.StartsWith("36,", StringComparison.Ordinal))];
        var damage = from files in Gen.Shuffle(owner)
                     from damaged in Gen.Choose(0, owner.Length - 1)
                     from at in Gen.Choose(0, files[damaged].Length - 1)
                     from length in Gen.Choose(0, 20)
                     from inserted in Gen.Elements("", "\"", ",", ";", "\n", "77", ".", "-0- ")
                     select files.Select((file, index) => index == damaged ? file[..at] + inserted + file[Math.Min(file.Length, at + length)..] : file).ToArray();

        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000).WithQuietOnSuccess(true),
            Prop.ForAll(damage.ToArbitrary(), files => Survives([.. files.Select(Encoding.UTF8.GetBytes)])));
    }

    [Fact]
    public void Files_cut_anywhere_are_read_or_refused_as_a_whole()
    {
        foreach (var bytes in ValidFiles.Select(Encoding.UTF8.GetBytes))
        {
            for (var length = 0; length < bytes.Length; length++)
            {
                Survives(bytes[..length]).ShouldBeTrue();
            }
        }
    }

    /// <summary>Read, with counts that add up, or refused with the one exception that readers may throw.</summary>
    private static bool Survives(params byte[][] files)
    {
        try
        {
            Lists.Read([.. files.Select(bytes => Input.File("any", bytes))]);
            return true;
        }
        catch (UnreadableInputException)
        {
            return true;
        }
    }
}
