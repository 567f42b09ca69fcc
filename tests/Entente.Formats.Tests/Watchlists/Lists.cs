using Entente.Formats.Reading;
using Entente.Formats.Watchlists;
using Entente.Screening.Subjects;

namespace Entente.Formats.Tests.Watchlists;

/// <summary>Reads watchlists in tests, and claims of every report what must hold of any.</summary>
internal static class Lists
{
    /// <summary>Reads the files together.</summary>
    public static WatchlistContents Read(params InputFile[] files)
    {
        var contents = WatchlistFiles.Read(files);
        contents.Files.Count.ShouldBe(files.Length);
        foreach (var report in contents.Files)
        {
            report.Journal.Read.ShouldBe(report.Journal.Accepted + report.Journal.Refused);
            report.Journal.Findings.Count(finding => finding.Refused).ShouldBeLessThanOrEqualTo(report.Journal.Refused);
            report.Journal.Counts.Values.Sum().ShouldBeGreaterThanOrEqualTo(report.Journal.Refused);
        }
        contents.Listings.Select(listing => listing.Id).ShouldBeUnique();
        contents.Listings.ShouldAllBe(listing => listing.Subject.Names.Count > 0 && listing.Subject.Names.All(name => name.Text.Trim().Length > 0));
        return contents;
    }

    /// <summary>Reads one file of that content.</summary>
    public static WatchlistContents Read(string content) => Read(Input.File("list", content));

    /// <summary>The names as "Kind: Text".</summary>
    public static IEnumerable<string> Names(this Listing listing) => listing.Subject.Names.Select(name => $"{name.Kind}: {name.Text}");

    /// <summary>The codes of all findings of the only file.</summary>
    public static IEnumerable<string> Codes(this WatchlistContents contents) => contents.Files.ShouldHaveSingleItem().Journal.Counts.Keys;
}
