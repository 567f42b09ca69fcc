using System.CommandLine;
using Entente.Cli.Inputs;
using Entente.Cli.Outputs;
using Entente.Cli.Screen;
using Entente.Formats.Watchlists;
using Entente.Screening.Subjects;

namespace Entente.Cli.Inspect;

/// <summary>`entente list`: what list files hold, which state they are of, and what is wrong with them.</summary>
internal static class ListCommand
{
    // In the order of SubjectKind and of NameKind.
    private static readonly string[] KindWords = ["people", "organisations", "vessels", "aircraft"];

    private static readonly string[] NameWords = ["primary", "alias", "weak alias", "original script"];

    public static Command Create(Surroundings surroundings, CancellationToken cancellationToken)
    {
        var files = new Argument<string[]>("FILE") { Arity = ArgumentArity.OneOrMore, Description = "Watchlist files; those that belong together (OFAC: SDN, ALT, ADD, comments) in one call." };
        var command = new Command("list", "Tells what watchlists hold: format, date, hash, subjects, names, findings.") { files };
        command.SetAction(parsed => Execute(parsed.GetRequiredValue(files), surroundings, cancellationToken));
        return command;
    }

    private static int Execute(string[] paths, Surroundings surroundings, CancellationToken cancellationToken)
    {
        var contents = ListLoading.Read(paths, surroundings, cancellationToken);
        var now = surroundings.Time.GetUtcNow();
        var listings = contents.Listings.ToLookup(l => l.List);
        foreach (var file in contents.Files)
        {
            Write(surroundings.Text, file, listings[file.Version.List].ToList(), now);
        }

        if (contents.Files.Count > 1)
        {
            surroundings.Text.WriteLine("together");
            WriteSubjects(surroundings.Text, contents.Listings);
        }

        return contents.Files.Any(f => f.Journal.Refused > 0 || f.Journal.Incomplete) ? ExitCode.DoneWithRefusals : ExitCode.Done;
    }

    private static void Write(TextWriter text, WatchlistFileReport file, List<Listing> listings, DateTimeOffset now)
    {
        var journal = file.Journal;
        text.WriteLine(Wording.Shown(file.Version.List));
        text.WriteLine($"  format    {file.Format}");
        text.WriteLine($"  dated     {(file.Version.Dated is { } date ? date.ToString("yyyy-MM-dd") : "not stated")}");
        text.WriteLine($"  sha-256   {file.Version.Sha256}");
        text.WriteLine($"  records   {journal.Read:N0} read = {journal.Accepted:N0} accepted + {journal.Refused:N0} refused");
        WriteSubjects(text, listings);
        FindingsText.WriteFindings(text, journal);
        if (ListAge.Remark(file.Version, now) is { } remark)
        {
            text.WriteLine($"  note      {Wording.Shown(remark)}");
        }
    }

    private static void WriteSubjects(TextWriter text, IReadOnlyCollection<Listing> listings)
    {
        if (listings.Count == 0)
        {
            return;
        }

        text.WriteLine($"  subjects  {listings.Count:N0} = {Sum(listings.CountBy(l => l.Kind), k => KindWords[(int)k])}");
        var names = listings.SelectMany(l => l.Subject.Names).CountBy(n => n.Kind).ToList();
        text.WriteLine($"  names     {names.Sum(n => n.Value):N0} = {Sum(names, k => NameWords[(int)k])}");
    }

    private static string Sum<TKind>(IEnumerable<KeyValuePair<TKind, int>> counts, Func<TKind, string> word) =>
        string.Join(" + ", counts.OrderBy(c => c.Key).Select(c => $"{word(c.Key)} {c.Value:N0}"));
}
