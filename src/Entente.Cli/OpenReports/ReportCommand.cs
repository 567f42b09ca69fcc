using System.CommandLine;
using System.Globalization;
using Entente.Cli.Inputs;
using Entente.Cli.Outputs;
using Entente.Formats.Reading;
using Entente.Reports;
using Entente.Reports.Proposals;
using Entente.Reports.Text;

namespace Entente.Cli.OpenReports;

/// <summary>`entente report`: what open reports give reason to propose, as a table or as JSON lines.</summary>
internal static class ReportCommand
{
    private const string JsonLines = ".jsonl";

    /// <summary>No report is longer; what is longer is no report.</summary>
    private const int MostBytes = 64 << 20;

    public static Command Create(Surroundings surroundings, CancellationToken cancellationToken)
    {
        var files = new Argument<string[]>("FILE") { Arity = ArgumentArity.OneOrMore, Description = "Reports as text or HTML in UTF-8, those about one matter in one call; - for standard input." };
        var date = new Option<string?>("--date") { HelpName = "YYYY-MM-DD", Description = "The day of the reports, from which \"last week\" is counted. Unless given: what each report says of itself." };
        var @out = new Option<string?>("--out") { HelpName = "FILE", Description = "Where proposals go as one JSON object a line, .jsonl, or - for standard output. Unless given: a table." };
        date.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && Day(text) is null)
            {
                result.AddError($"--date {text} cannot be read; give a day such as 2023-03-14.");
            }
        });
        @out.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var path }] && path != InputFiles.StandardInput && !path.EndsWith(JsonLines, StringComparison.OrdinalIgnoreCase))
            {
                result.AddError($"--out {path} is not allowed; give a path that ends in .jsonl, or - for standard output.");
            }
        });
        var command = new Command("report", "Reads open reports and proposes records of the partnership, each field with the words it stands on.") { files, date, @out };
        command.SetAction(parsed => Execute(parsed.GetRequiredValue(files), Day(parsed.GetValue(date) ?? ""), parsed.GetValue(@out), surroundings, cancellationToken));
        return command;
    }

    private static int Execute(string[] paths, DateOnly? date, string? outPath, Surroundings surroundings, CancellationToken cancellationToken)
    {
        InputFiles.RefuseOverwriting(paths, outPath);
        var inputs = paths.Select(path => InputFiles.At(path, surroundings, cancellationToken: cancellationToken)).ToList();
        using var target = outPath is null ? null : outPath == InputFiles.StandardInput ? OutputTarget.StandardOutput(surroundings) : OutputTarget.File(outPath);
        var reports = new List<ReportText>();
        foreach (var input in inputs)
        {
            if (Read(input, surroundings, cancellationToken) is { } report)
            {
                reports.Add(report);
            }
        }

        var proposals = ReportReader.Read(reports, date, []);
        foreach (var report in reports.Where(r => !proposals.Any(p => p.Report == r.Name)))
        {
            surroundings.Error.WriteLine($"{Wording.Shown(report.Name)}: nothing to propose");
        }

        if (target is null)
        {
            ProposalTable.Write(proposals, surroundings);
        }
        else
        {
            ProposalLines.Write(proposals, target);
            target.Complete();
        }

        return reports.Count < paths.Length ? ExitCode.DoneWithRefusals : ExitCode.Done;
    }

    /// <summary>One report; null, with a line that says why, where it holds none.</summary>
    private static ReportText? Read(InputFile input, Surroundings surroundings, CancellationToken cancellationToken)
    {
        var bytes = ReadBytes(input, cancellationToken);
        var fault = bytes switch
        {
            { Length: 0 } => "An empty file arrived; give a text.",
            { Length: > MostBytes } => $"The file has more than {MostBytes >> 20} MB, which no report has; check what it is.",
            [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] => "The file is UTF-16; save it as UTF-8.",
            _ when bytes.AsSpan().Contains((byte)0) => "The file holds NUL bytes, so it is no text; save it as plain text or HTML in UTF-8.",
            _ => null,
        };
        if (fault is not null)
        {
            surroundings.Error.WriteLine($"{Wording.Shown(input.Name)}: refused: {fault}");
            return null;
        }

        var report = ReportText.Decode(input.Name, bytes);
        if (report.IsDamaged)
        {
            surroundings.Error.WriteLine($"{Wording.Shown(input.Name)}: noted: the file holds bytes that are not UTF-8; each stands as U+FFFD. Save the file as UTF-8.");
        }

        return report;
    }

    private static byte[] ReadBytes(InputFile input, CancellationToken cancellationToken)
    {
        using var stream = input.Open();
        using var bytes = new MemoryStream();
        var buffer = new byte[1 << 16];
        while (bytes.Length <= MostBytes && stream.Read(buffer) is > 0 and var read)
        {
            cancellationToken.ThrowIfCancellationRequested();
            bytes.Write(buffer.AsSpan(0, read));
        }

        return bytes.ToArray();
    }

    private static DateOnly? Day(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
