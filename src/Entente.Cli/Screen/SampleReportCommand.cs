using System.CommandLine;
using Entente.Cli.Outputs;

namespace Entente.Cli.Screen;

/// <summary>`entente sample-report`: the main job on the fictional samples, as a table and as a report.</summary>
internal static class SampleReportCommand
{
    public static Command Create(Surroundings surroundings, CancellationToken cancellationToken)
    {
        var samples = new Option<string>("--samples") { HelpName = "FOLDER", DefaultValueFactory = _ => "samples", Description = "The folder samples/ of the repository." };
        var report = new Option<string>("--out") { HelpName = "FILE", DefaultValueFactory = _ => "entente-report.html", Description = "Where the report goes." };
        var command = new Command("sample-report", "Shows what a screening report looks like: screens a fictional flight against fictional lists.") { samples, report };
        command.SetAction(parsed => Execute(parsed.GetRequiredValue(samples), parsed.GetRequiredValue(report), surroundings, cancellationToken));
        return command;
    }

    private static int Execute(string samples, string report, Surroundings surroundings, CancellationToken cancellationToken)
    {
        var table = new ScreenRequest
        {
            Travellers = Path.Combine(samples, "flight.edi"),
            Lists = [Path.Combine(samples, "national-list.csv"), Path.Combine(samples, "united-list.xml")],
            Cleared = Path.Combine(samples, "cleared.csv"),
            Kind = OutputKind.Table,
        };
        surroundings.Text.WriteLine("A fictional flight is screened against two fictional watchlists; two passengers have been cleared before.");
        var call = string.Join(' ', table.Lists.Select(l => $"--list {Shown(l)}").Prepend($"./entente screen {Shown(table.Travellers)}"));
        surroundings.Text.WriteLine($"  {call} --cleared {Shown(table.Cleared)} --out {Shown(report)}");
        surroundings.Text.WriteLine();
        surroundings.Text.Flush();
        var exitCode = ScreenRun.Execute(table, surroundings, cancellationToken);
        if (exitCode is ExitCode.Done or ExitCode.DoneWithRefusals)
        {
            var quiet = surroundings with { Error = TextWriter.Null, ErrorIsTerminal = false };
            exitCode = ScreenRun.Execute(table with { Kind = OutputKind.Html, Out = report }, quiet, cancellationToken);
            surroundings.Text.WriteLine();
            surroundings.Text.WriteLine($"The same as a report to print or to open in a browser: {Path.GetFullPath(report)}");
        }

        return exitCode;
    }

    // As the reader would type it.
    private static string Shown(string path) => Path.GetRelativePath(Environment.CurrentDirectory, path);
}
