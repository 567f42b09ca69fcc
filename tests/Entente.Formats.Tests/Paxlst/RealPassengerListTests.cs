using Entente.Formats.Paxlst;
using Entente.Formats.Reading;
using Entente.Formats.Travellers;
using Entente.Screening.Subjects;

namespace Entente.Formats.Tests.Paxlst;

/// <summary>Messages of real systems, counted by a second, much simpler reading.</summary>
public sealed class RealPassengerListTests
{
    private static readonly DateOnly Today = new(2026, 3, 1);

    [Fact]
    public void Every_passenger_list_is_read_and_no_person_in_it_is_lost()
    {
        var lists = Samples().Where(sample => sample.Text.Contains("PAXLST:D")).ToList();
        lists.Count.ShouldBeGreaterThan(10);
        foreach (var (path, text) in lists)
        {
            var input = TravellerFiles.Open(new InputFile(path, () => File.OpenRead(path)), Today);
            var roles = input.Travellers.CountBy(traveller => traveller.Role).ToDictionary();

            var manifests = Manifests(path);
            manifests.SelectMany(manifest => manifest.People).Count(person => person.CanBeScreened).ShouldBe(roles.Values.Sum(), path);
            manifests.ShouldAllBe(manifest => manifest.Sender.Id.Length > 0 && manifest.Legs.Count > 0 && manifest.Legs.All(leg => leg.Departure != null && leg.From.Length == 3), path);

            input.Format.ShouldBe("paxlst");
            roles.GetValueOrDefault(TravellerRole.Passenger).ShouldBe(People(text, "FL"), path);
            roles.GetValueOrDefault(TravellerRole.Crew).ShouldBe(People(text, "FM"), path);
            input.Journal.Counts.GetValueOrDefault("close-out-reference").ShouldBe(People(text, "ZZZ"), path);
            input.Journal.Refused.ShouldBe(0, path);
            TestContext.Current.TestOutputHelper?.WriteLine($"{Path.GetFileName(path)}\t{input.Journal.Read}/{input.Journal.Accepted}/{input.Journal.Refused}\t"
                + string.Join(' ', roles.Select(role => $"{role.Key}={role.Value}")) + "\t" + string.Join(' ', input.Journal.Counts.Select(count => $"{count.Key}={count.Value}")));
        }
    }

    [Fact]
    public void Every_other_message_is_refused_by_its_name()
    {
        foreach (var (path, text) in Samples().Where(sample => !sample.Text.Contains("PAXLST:D")))
        {
            var fault = Should.Throw<UnreadableInputException>(
                () => TravellerFiles.Open(new InputFile(path, () => File.OpenRead(path)), Today).Travellers.Count(), path);
            fault.Message.ShouldContain(text.Contains("CUSRES:D") ? "CUSRES" : "PNRGOV", Case.Sensitive, path);
        }
    }

    private static IReadOnlyList<Manifest> Manifests(string path)
    {
        using var stream = File.OpenRead(path);
        return PaxlstManifests.Read(stream, new Journal(), Today);
    }

    private static IEnumerable<(string Path, string Text)> Samples() =>
        new[] { "paxlst", "pnrgov" }
            .SelectMany(folder => Directory.EnumerateFiles(RealData.Path(folder), "*", SearchOption.AllDirectories))
            .Where(path => Path.GetExtension(path) is ".edi" or ".txt").Order(StringComparer.Ordinal)
            .Select(path => (path, File.ReadAllText(path)));

    /// <summary>How often the tag of a person, any separator and the function code stand in the text.</summary>
    private static int People(string text, string function) =>
        text.Split("NAD").Skip(1).Count(rest => rest.Length > function.Length && rest[1..].StartsWith(function, StringComparison.Ordinal));
}
