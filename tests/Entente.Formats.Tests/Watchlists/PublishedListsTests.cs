using Entente.Formats.Reading;
using Entente.Screening.Subjects;

namespace Entente.Formats.Tests.Watchlists;

/// <summary>
/// Reads lists as their owners published them. They hold real people and stay outside the repository: the environment
/// variable ENTENTE_DATA names the folder that has them. The figures were counted by other means than these readers.
/// </summary>
public sealed class PublishedListsTests
{
    [Theory]
    [InlineData("watchlists/un/un_consolidated_2025-04-19.xml", "un-xml", 877, 877, 684)]
    [InlineData("watchlists/un/un_consolidated_2025-11-20.xml", "un-xml", 1000, 1000, 727)]
    [InlineData("watchlists/un/un_consolidated_2026-02-27.xml", "un-xml", 1003, 1003, 730)]
    [InlineData("watchlists/ofac/sdn_2021-07.csv", "ofac-sdn", 8976, 8976, 4620)]
    [InlineData("watchlists/ofac/sdn_2024-01-31.csv", "ofac-sdn", 13901, 13901, 6685)]
    [InlineData("watchlists/ofac/sdn_2024-05-03.csv", "ofac-sdn", 14965, 14965, 6854)]
    [InlineData("watchlists/ofac/cons_prim.csv", "ofac-sdn", 442, 442, 79)]
    [InlineData("watchlists/interpol/interpol_red_notices.targets.simple.csv", "opensanctions-simple", 6561, 6561, 6561)]
    [InlineData("watchlists/opensanctions/sa_wiki_peps.targets.simple.csv", "opensanctions-simple", 5, 5, 5)]
    [InlineData("watchlists/opensanctions/sa_wiki_peps.entities.ftm.json", "ftm", 1565, 423, 423)]
    [InlineData("watchlists/opensanctions/yente_t1.entities.ftm.json", "ftm", 7, 6, 4)]
    [InlineData("../eval/dev/list.csv", "list-csv", 18267, 18267, 18267)]
    public void Reads_every_record(string path, string format, int read, int accepted, int people)
    {
        var contents = Lists.Read(Published(path));

        var report = contents.Files.ShouldHaveSingleItem();
        (report.Format, report.Journal.Read, report.Journal.Accepted).ShouldBe((format, read, accepted));
        contents.Listings.Count.ShouldBe(accepted);
        contents.Listings.Count(listing => listing.Kind == SubjectKind.Person).ShouldBe(people);
    }

    [Theory]
    [InlineData("sdn_2021-07.csv", "alt_2021-07.csv", "add_2021-07.csv", 11910, 11910, 13837, 13837)]
    [InlineData("sdn_2024-05-03.csv", "alt_2025-12.csv", "add_2025-12.csv", 20107, 17647, 24244, 19351)]
    [InlineData("cons_prim.csv", "cons_alt.csv", "cons_add.csv", 1073, 1073, 574, 574)]
    public void Joins_the_files_of_one_owner(string main, string further, string addresses, int names, int namesJoined, int places, int placesJoined)
    {
        var contents = Lists.Read([.. new[] { further, main, addresses }.Select(name => Published("watchlists/ofac/" + name))]);

        contents.Files.Select(file => (file.Journal.Read, file.Journal.Accepted)).ToList().ShouldSatisfyAllConditions(
            counts => counts[0].ShouldBe((names, namesJoined)),
            counts => counts[2].ShouldBe((places, placesJoined)));
    }

    [Theory]
    [InlineData("sdn_2024-05-03.csv", "sdn_comments_2025-12.csv", 28, 22, 1)]
    [InlineData("cons_prim.csv", "cons_comments.csv", 10, 10, 0)]
    public void Reads_on_where_remarks_are_cut(string main, string comments, int read, int accepted, int stillCut)
    {
        var contents = Lists.Read([.. new[] { comments, main }.Select(name => Published("watchlists/ofac/" + name))]);

        contents.Files[0].Journal.ShouldSatisfyAllConditions(journal => (journal.Read, journal.Accepted).ShouldBe((read, accepted)));
        contents.Files[1].Journal.Counts.GetValueOrDefault("remarks-cut").ShouldBe(stillCut);
    }

    [Theory]
    [InlineData("watchlists/un/un_consolidated_2026-02-27.xml", 730, 894, 650)]
    [InlineData("watchlists/ofac/sdn_2024-05-03.csv", 6854, 7533, 5443)]
    [InlineData("watchlists/interpol/interpol_red_notices.targets.simple.csv", 6561, 6557, 7092)]
    public void Reads_the_identity_data_of_people(string path, int primaryNames, int birthDates, int nationalities)
    {
        var people = Lists.Read(Published(path)).Listings.Where(listing => listing.Kind == SubjectKind.Person).Select(listing => listing.Subject).ToList();

        people.Sum(person => person.Names.Count(name => name.Kind == NameKind.Primary)).ShouldBe(primaryNames);
        people.Sum(person => person.BirthDates.Count).ShouldBe(birthDates);
        people.Sum(person => person.Nationalities.Count).ShouldBe(nationalities);
    }

    private static InputFile Published(string path)
    {
        var folder = Environment.GetEnvironmentVariable("ENTENTE_DATA");
        Assert.SkipWhen(folder is null, "ENTENTE_DATA does not name the folder of published lists.");
        var file = Path.Combine(folder!, path);
        Assert.SkipUnless(File.Exists(file), $"{path} is not in the folder of published lists.");
        return new InputFile(Path.GetFileName(file), () => File.OpenRead(file));
    }
}
