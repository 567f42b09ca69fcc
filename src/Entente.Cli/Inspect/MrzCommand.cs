using System.CommandLine;
using Entente.Cli.Outputs;
using Entente.Formats.Mrz;
using Entente.Screening.Subjects;

namespace Entente.Cli.Inspect;

/// <summary>`entente mrz`: a machine-readable zone field by field, with the verdict on each check digit.</summary>
internal static class MrzCommand
{
    /// <summary>The largest zone has 90 characters; whatever is longer is none.</summary>
    private const int MaxLength = 4096;

    public static Command Create(Surroundings surroundings, CancellationToken cancellationToken)
    {
        var lines = new Argument<string[]>("LINES") { Arity = ArgumentArity.OneOrMore, Description = "The two or three lines, each in quotes since < means something to the shell; - for standard input." };
        var command = new Command("mrz", "Decodes the machine-readable zone of one travel document.") { lines };
        command.SetAction(parsed => Execute(parsed.GetRequiredValue(lines), surroundings, cancellationToken));
        return command;
    }

    private static int Execute(string[] lines, Surroundings surroundings, CancellationToken cancellationToken)
    {
        var text = lines is [Inputs.InputFiles.StandardInput] ? ReadInput(surroundings, cancellationToken) : string.Join('\n', lines);
        var document = MrzReader.Read(text, DateOnly.FromDateTime(surroundings.Time.GetUtcNow().UtcDateTime));
        var table = TextConsole.Table("Field", "Value", "Check digit");
        AddRow("Kind", Kind(document.Format), null);
        AddRow("Document code", document.DocumentCode, null);
        AddRow("Issuer", WithCountry(document.Issuer), null);
        AddRow("Number", document.Number, document.Checks.Number);
        AddRow("Family name", document.Name.Primary, null);
        AddRow("Given names", document.Name.Secondary, null);
        AddRow("Name may be cut", document.Name.Truncated ? "yes" : "no", null);
        AddRow("Nationality", WithCountry(document.Nationality), null);
        AddRow("Birth date", document.BirthDate?.ToString() ?? Lacking("birth-date-unreadable"), document.Checks.BirthDate);
        AddRow("Sex", Wording.Word(document.Sex), null);
        AddRow("Expires", document.ExpiryDate?.ToString("yyyy-MM-dd") ?? Lacking("expiry-date-unreadable"), document.Checks.ExpiryDate);
        AddRow("Optional data", document.OptionalData, document.Checks.PersonalNumber);
        AddRow("Further optional data", document.FurtherOptionalData, null);
        AddRow("Whole zone", " ", document.Checks.Composite);
        TextConsole.Open(surroundings).Write(table);
        foreach (var alike in document.Findings.GroupBy(f => f.Message))
        {
            surroundings.Text.WriteLine($"{string.Join("; ", alike.Select(f => f.Place))}: {alike.Key}");
        }

        return ExitCode.Done;

        string Lacking(string finding) => document.Findings.Any(f => f.Code == finding) ? "not readable" : "";

        void AddRow(string field, string value, MrzCheck? check) =>
            Spectre.Console.TableExtensions.AddRow(table, field, value.Length > 0 ? TextConsole.Escaped(value) : "[grey]not stated[/]", Verdict(check));
    }

    private static string ReadInput(Surroundings surroundings, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(Inputs.InputFiles.At(Inputs.InputFiles.StandardInput, surroundings, cancellationToken: cancellationToken).Open());
        var buffer = new char[MaxLength];
        return new string(buffer, 0, reader.ReadBlock(buffer));
    }

    private static string Kind(MrzFormat format) => format switch
    {
        MrzFormat.Td1 => "TD1, card of three lines",
        MrzFormat.Td2 => "TD2, two lines of 36",
        MrzFormat.Td3 => "TD3, passport booklet",
        MrzFormat.MrvA => "MRV-A, visa",
        MrzFormat.MrvB => "MRV-B, visa",
        _ => "French identity card of 1988 to 2021",
    };

    private static string WithCountry(string code) =>
        Country.TryRead(code, out var country) && country.Code != code ? $"{code} ({country.Code})" : code;

    private static string Verdict(MrzCheck? check) => check switch
    {
        null => "",
        MrzCheck.Passed => "[green]✓ right[/]",
        MrzCheck.PassedAfterRepair => "[yellow]≈ right once letters are read as digits[/]",
        MrzCheck.Failed => "[red]✗ wrong[/]",
        _ => "[grey]– none[/]",
    };
}
