using System.Buffers;
using System.CommandLine;
using System.CommandLine.Parsing;
using Entente.Cli.Inputs;
using Entente.Cli.Outputs;
using Entente.Formats.Pairs;
using Entente.Formats.Reading;
using Entente.Screening;
using Entente.Screening.Subjects;
using Spectre.Console;

namespace Entente.Cli.Compare;

/// <summary>`entente compare`: two people with their evidence, or a file of pairs with their scores.</summary>
internal static class CompareCommand
{
    /// <summary>Pairs that all cores compare before their rows are written, in the order of the file.</summary>
    private const int PairsAtOnce = 1024;

    public static Command Create(Surroundings surroundings, CancellationToken cancellationToken)
    {
        var names = new Argument<string[]>("NAME") { Arity = new ArgumentArity(0, 2), Description = "Two names; further names of one person parted by |." };
        var (dateA, dateB) = (ValueOption("--birth-date-a", "DATE", "Birth date of the first person, such as 1975-04-21 or 1975."), ValueOption("--birth-date-b", "DATE", "Birth date of the second person."));
        var dates = ValueOption("--birth-date", "A,B", "Both birth dates, parted by a comma.");
        var (countryA, countryB) = (ValueOption("--nationality-a", "COUNTRY", "Nationality of the first person: ISO code or English name."), ValueOption("--nationality-b", "COUNTRY", "Nationality of the second person."));
        var pairs = ValueOption("--pairs", "FILE", "CSV with pair_id, name_a, name_b and, where known, birth_date_a, birth_date_b, nationality_a, nationality_b; several values parted by |.");
        var @out = ValueOption("--out", "FILE", "Where pair_id and score of --pairs go. Unless given: standard output.");
        foreach (var option in (Option<string?>[])[dateA, dateB])
        {
            option.Validators.Add(result => Require(result, IsoDate.Allowed, text => PairFile.Split(text).All(d => IsoDate.Read(d) is not null)));
        }

        dates.Validators.Add(result => Require(result, "two dates such as 1975-04-21,1976", text => text.Split(',') is [var a, var b] && IsoDate.Read(a) is not null && IsoDate.Read(b) is not null));
        foreach (var option in (Option<string?>[])[countryA, countryB])
        {
            option.Validators.Add(result => Require(result, "an ISO code of two or three letters or an English name", text => PairFile.Split(text).All(c => Country.TryRead(c, out _))));
        }

        var command = new Command("compare", "Compares two people, or the pairs of a file, without a list.")
        {
            names, dateA, dateB, dates, countryA, countryB, pairs, @out,
        };
        command.Validators.Add(result =>
        {
            var count = result.GetValue(names)?.Count(n => PairFile.Split(n).Length > 0) ?? 0;
            if (count != (result.GetValue(pairs) is null ? 2 : 0))
            {
                result.AddError("compare takes either two names that are not blank, or --pairs FILE and no names.");
            }
            else if (result.GetValue(dates) is not null && (result.GetValue(dateA) ?? result.GetValue(dateB)) is not null)
            {
                result.AddError("--birth-date gives both birth dates; give it or --birth-date-a and --birth-date-b.");
            }
            else if (result.GetValue(@out) is not null && result.GetValue(pairs) is null)
            {
                result.AddError("--out goes with --pairs FILE; two names are answered on standard output.");
            }
        });
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(pairs) is { } path)
            {
                return ComparePairs(path, parsed.GetValue(@out), surroundings, cancellationToken);
            }

            var both = parsed.GetValue(dates)?.Split(',');
            var two = parsed.GetRequiredValue(names);
            var a = ToSubject(two[0], parsed.GetValue(dateA) ?? both?[0], parsed.GetValue(countryA));
            var b = ToSubject(two[1], parsed.GetValue(dateB) ?? both?[1], parsed.GetValue(countryB));
            return CompareTwo(a, b, surroundings);
        });
        return command;
    }

    private static int CompareTwo(Subject a, Subject b, Surroundings surroundings)
    {
        var comparison = new Comparer(ScreeningPolicy.Default).Compare(a, b);
        var table = TextConsole.Table("", "What", "First", "Second", "In words");
        foreach (var line in comparison.Evidence)
        {
            table.AddRow(
                TextConsole.Markup(line.Agreement),
                Wording.Word(line.Field),
                TextConsole.Escaped(line.Traveller),
                TextConsole.Escaped(line.Listing),
                TextConsole.Escaped(line.Words));
        }

        var console = TextConsole.Open(surroundings);
        console.Write(table);
        console.MarkupLine($"{TextConsole.Markup(comparison.Verdict)}, score {comparison.Score:0.000000}. {TextConsole.Escaped(Wording.Namesakes(comparison.NamesakesPerMillion))}");
        return ExitCode.Done;
    }

    private static int ComparePairs(string path, string? outPath, Surroundings surroundings, CancellationToken cancellationToken)
    {
        InputFiles.RefuseOverwriting([path], outPath);
        using var target = outPath is null ? OutputTarget.StandardOutput(surroundings) : OutputTarget.File(outPath);
        var journal = new Journal();
        var comparer = new Comparer(ScreeningPolicy.Default);
        var row = new ArrayBufferWriter<byte>();
        row.Put("pair_id,score\n"u8);
        var file = InputFiles.At(path, surroundings, cancellationToken: cancellationToken);
        var pairs = InputFiles.Named(path, () => PairFile.Read(file, journal));
        var scores = new double[PairsAtOnce];
        foreach (var batch in pairs.Chunk(PairsAtOnce))
        {
            Parallel.For(0, batch.Length, new ParallelOptions { MaxDegreeOfParallelism = surroundings.Cores }, i => scores[i] = comparer.Score(batch[i].A, batch[i].B));
            foreach (var (pair, score) in batch.Zip(scores))
            {
                row.PutField(pair.Id);
                row.Put(","u8);
                row.PutScore(score);
                row.Put("\n"u8);
            }

            target.Write(row.WrittenSpan);
            row.ResetWrittenCount();
            if (cancellationToken.IsCancellationRequested)
            {
                break;
            }
        }

        target.Write(row.WrittenSpan);
        target.Complete();
        FindingsText.Write(surroundings.Error, Path.GetFileName(path), "pairs", journal);
        if (cancellationToken.IsCancellationRequested)
        {
            surroundings.Error.WriteLine($"interrupted after pair {journal.Read:N0}; what was written is whole up to there.");
        }

        return cancellationToken.IsCancellationRequested ? ExitCode.Interrupted
            : journal.Refused > 0 || journal.Incomplete ? ExitCode.DoneWithRefusals
            : ExitCode.Done;
    }

    // The validators have let nothing pass that cannot be read.
    private static Subject ToSubject(string names, string? birthDates, string? nationalities) => new()
    {
        Names = [.. PairFile.Split(names).Select(n => new SubjectName(n))],
        BirthDates = [.. PairFile.Split(birthDates ?? "").Select(d => IsoDate.Read(d)).OfType<BirthDate>()],
        Nationalities = [.. PairFile.Split(nationalities ?? "").Select(c => Country.TryRead(c, out var country) ? country : default)],
    };

    private static Option<string?> ValueOption(string name, string helpName, string description) =>
        new(name) { HelpName = helpName, Description = description };

    private static void Require(OptionResult result, string allowed, Func<string, bool> isAllowed)
    {
        if (result.Tokens is [{ Value: var text }] && !isAllowed(text))
        {
            result.AddError($"{result.Option.Name} {text} cannot be read; give {allowed}.");
        }
    }
}
