using System.CommandLine;
using Entente.Cli.Compare;
using Entente.Cli.Inspect;
using Entente.Cli.OpenReports;
using Entente.Cli.Outputs;
using Entente.Cli.Screen;
using Entente.Formats.Reading;

namespace Entente.Cli;

/// <summary>The `entente` command: which calls there are, and what each outcome means for the process.</summary>
internal static class CommandLine
{
    /// <summary>Runs one call to its end and returns its <see cref="ExitCode"/>.</summary>
    public static int Run(IReadOnlyList<string> arguments, Surroundings surroundings, CancellationToken cancellationToken = default)
    {
        var root = new RootCommand(
            "Entente compares the people who cross a border with the people on watchlists, and explains each possible match. "
            + "It decides nothing: a person does.")
        {
            ScreenCommand.Create(surroundings, cancellationToken),
            CompareCommand.Create(surroundings, cancellationToken),
            MrzCommand.Create(surroundings, cancellationToken),
            ListCommand.Create(surroundings, cancellationToken),
            NamesCommand.Create(surroundings),
            SampleReportCommand.Create(surroundings, cancellationToken),
            ReportCommand.Create(surroundings, cancellationToken),
        };

        HelpWithExitCodes.AddTo(root);

        // A name may begin with any sign, so neither "@file" nor bundled letters mean anything here.
        var parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null, EnablePosixBundling = false });
        return parsed.Action is System.CommandLine.Invocation.ParseErrorAction
            ? Refuse(parsed, surroundings)
            : Invoke(parsed, surroundings);
    }

    private static int Refuse(ParseResult parsed, Surroundings surroundings)
    {
        var command = parsed.CommandResult.Command;
        foreach (var message in ArgumentErrors.Of(parsed))
        {
            surroundings.Error.WriteLine($"entente: {Wording.Shown(message)}");
        }

        var call = command is RootCommand ? "entente" : $"entente {command.Name}";
        surroundings.Error.WriteLine($"entente: `{call} --help` tells what is allowed.");
        return ExitCode.BadInput;
    }

    private static int Invoke(ParseResult parsed, Surroundings surroundings)
    {
        try
        {
            var exitCode = parsed.Invoke(new InvocationConfiguration
            {
                Output = surroundings.Text,
                Error = surroundings.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
            surroundings.Text.Flush();
            return exitCode;
        }
        catch (UnreadableInputException exception)
        {
            return Fail(ExitCode.BadInput, exception.Message);
        }
        catch (OutputFailedException exception)
        {
            return Fail(ExitCode.OutputFailed, exception.Message);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Inputs and output files speak for themselves above; what is left is standard output.
            return Fail(ExitCode.OutputFailed, $"standard output could not be written ({exception.Message}); keep its reader open or use --out.");
        }
        catch (OperationCanceledException)
        {
            return Fail(ExitCode.Interrupted, "interrupted; what was written is whole.");
        }
#pragma warning disable CA1031 // The edge of the process: a defect becomes one line and an exit code; its message could hold personal data.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            var place = exception.StackTrace?.Split('\n')[0].Trim();
            return Fail(ExitCode.Defect, $"this is a defect in Entente, please report it: {exception.GetType().Name} {place}");
        }

        int Fail(int exitCode, string message)
        {
            surroundings.Error.WriteLine($"entente: {Wording.Shown(message)}");
            return exitCode;
        }
    }
}
