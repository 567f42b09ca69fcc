using Entente.Formats.Reading;
using Entente.Formats.Text;

namespace Entente.Formats.Paxlst;

/// <summary>Reads the passenger lists of one input as whole messages.</summary>
public static class PaxlstManifests
{
    /// <summary>
    /// Reads all PAXLST messages of the input, in its order; parts of one message are joined wherever they stand. What deviates is in the
    /// journal, and nobody is left out for it.
    /// </summary>
    /// <param name="stream">The bytes of one or more interchanges; closed at the end.</param>
    /// <param name="journal">Takes counts and findings.</param>
    /// <param name="today">The day of reading, which decides the centuries of dates that state none.</param>
    /// <exception cref="UnreadableInputException">The first message is no passenger list, or there is none.</exception>
    public static IReadOnlyList<Manifest> Read(Stream stream, Journal journal, DateOnly today)
    {
        using var text = new InputText(stream, journal);
        var list = new PaxlstParser(text, journal, today);
        var manifests = new List<Manifest>();
        var awaiting = new Dictionary<string, int>(StringComparer.Ordinal);
        var people = new List<ManifestPerson>();
        while (list.Read())
        {
            if (list.Person is { } person)
            {
                people.Add(person);
            }

            if (list.Ended is { } ended)
            {
                Add(ended with { People = people }, manifests, awaiting);
                people = [];
            }
        }

        return manifests;
    }

    /// <summary>Only the last incomplete message of an access reference can go on, so a hostile input costs no search.</summary>
    private static void Add(Manifest manifest, List<Manifest> manifests, Dictionary<string, int> awaiting)
    {
        if (awaiting.TryGetValue(manifest.CommonAccessReference, out var before) && manifests[before].BelongsWith(manifest))
        {
            manifests[before] = manifests[before].JoinedWith(manifest);
            return;
        }

        if (!manifest.Parts.AreComplete)
        {
            awaiting[manifest.CommonAccessReference] = manifests.Count;
        }

        manifests.Add(manifest);
    }
}
