using System.CommandLine;
using System.CommandLine.Parsing;
using Entente.Cli.Outputs;

namespace Entente.Cli.Screen;

/// <summary>`entente screen`: arguments in, request out.</summary>
internal static class ScreenCommand
{
    public static Command Create(Surroundings surroundings, CancellationToken cancellationToken)
    {
        var travellers = new Argument<string>("TRAVELLERS") { Description = "Passenger list, MRZ lines or CSV, known by its content; - for standard input." };
        var lists = new Option<string[]>("--list") { HelpName = "FILE", Required = true, Arity = ArgumentArity.OneOrMore, Description = "A watchlist; give the option once for each file." };
        var top = new Option<int>("--top") { HelpName = "N", DefaultValueFactory = _ => 10, Description = "Hits for a traveller at most, 1 to 1000." };
        var minScore = new Option<double?>("--min-score") { HelpName = "S", Description = "Lowest score reported, 0 to 1. Unless given: the alert threshold of the policy." };
        var cleared = new Option<string?>("--cleared") { HelpName = "FILE", Description = "People already found not to be the person of a listing; they do not alert again for it." };
        var @out = new Option<string?>("--out") { HelpName = "FILE", Description = "Where hits go: .csv, .jsonl or .html. Unless given: a table on a terminal, CSV otherwise." };
        top.Validators.Add(result => Require(result, top, "--top", "a whole number from 1 to 1000", n => n is >= 1 and <= 1000));
        minScore.Validators.Add(result => Require(result, minScore, "--min-score", "a number from 0 to 1 with a decimal point, such as 0.6", s => s is null or (>= 0 and <= 1)));
        @out.Validators.Add(result => Require(result, @out, "--out", "a path that ends in .csv, .jsonl or .html", p => p is null || HitOutputs.KindOf(p) is not null));

        var command = new Command("screen", "Compares travellers with everyone on the lists.")
        {
            travellers, lists, top, minScore, cleared, @out,
        };
        command.SetAction(parsed => ScreenRun.Execute(
            new ScreenRequest
            {
                Travellers = parsed.GetRequiredValue(travellers),
                Lists = parsed.GetRequiredValue(lists),
                Top = parsed.GetValue(top),
                MinScore = parsed.GetValue(minScore),
                Cleared = parsed.GetValue(cleared),
                Out = parsed.GetValue(@out),
                Kind = KindOf(parsed.GetValue(@out), surroundings),
            },
            surroundings,
            cancellationToken));
        return command;
    }

    private static OutputKind KindOf(string? path, Surroundings surroundings) => path is not null
        ? HitOutputs.KindOf(path) ?? throw new InvalidOperationException("The validator lets no other end pass.")
        : surroundings.OutputIsTerminal ? OutputKind.Table : OutputKind.Csv;

    private static void Require<T>(OptionResult result, Option<T> option, string name, string allowed, Func<T?, bool> isAllowed)
    {
        var text = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
        try
        {
            if (!isAllowed(result.GetValue(option)))
            {
                result.AddError($"{name} {text} is not allowed; give {allowed}.");
            }
        }
        catch (InvalidOperationException)
        {
            result.AddError($"{name} {text} cannot be read; give {allowed}.");
        }
    }
}
