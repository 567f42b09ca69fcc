using System.CommandLine;
using Entente.Cli.Outputs;
using Entente.Names;
using Spectre.Console;

namespace Entente.Cli.Inspect;

/// <summary>`entente names`: how a name is read, part by part.</summary>
internal static class NamesCommand
{
    public static Command Create(Surroundings surroundings)
    {
        var name = new Argument<string>("NAME") { Description = "A name in any script; in quotes where it has several words." };
        var command = new Command("names", "Shows how a name is read: script, parts, comparable form, skeletons.") { name };
        command.SetAction(parsed => Execute(parsed.GetRequiredValue(name), surroundings));
        return command;
    }

    private static int Execute(string text, Surroundings surroundings)
    {
        var name = Name.Read(text);
        if (name.Parts.Count == 0)
        {
            surroundings.Text.WriteLine("Nothing in this text is read as a part of a name: it has no letters.");
            return ExitCode.Done;
        }

        var table = TextConsole.Table("Part", "Script", "What it is", "Comparable form", "Skeletons");
        foreach (var part in name.Parts)
        {
            table.AddRow(
                TextConsole.Escaped(part.Written),
                part.Script.ToString(),
                Words(part),
                TextConsole.Escaped(part.Comparable),
                TextConsole.Escaped(string.Join(", ", part.Skeletons)));
        }

        TextConsole.Open(surroundings).Write(table);
        if (name.Cut)
        {
            surroundings.Text.WriteLine($"The name is longer than any real one: words beyond {Name.MostWords}, parts beyond {Name.MostParts} or letters beyond {Name.MostLetters} were left out.");
        }

        return ExitCode.Done;
    }

    private static string Words(NamePart part)
    {
        var role = part.Role switch
        {
            PartRole.Nisba => "nisba",
            PartRole.Patronymic => "patronymic",
            PartRole.Initial => "initial",
            PartRole.Title => "title",
            _ => "name",
        };
        return part.Bare is { } bare ? $"{role}; or, without a small word fused to it: {TextConsole.Escaped(bare.Comparable)}" : role;
    }
}
