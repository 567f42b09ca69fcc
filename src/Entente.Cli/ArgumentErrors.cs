using System.CommandLine;
using System.CommandLine.Parsing;

namespace Entente.Cli;

/// <summary>What is wrong with the arguments of a call, in words that say what is missing or too much and what is allowed.</summary>
internal static class ArgumentErrors
{
    /// <summary>One sentence for each fault.</summary>
    public static IReadOnlyList<string> Of(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        if (command is RootCommand root)
        {
            return [CommandMissing(parsed, root)];
        }

        List<string> messages = [.. parsed.UnmatchedTokens.Select(token => TooMuch(token, command)), .. Missing(parsed.CommandResult), .. Options(parsed.CommandResult)];
        var ours = parsed.Errors.Select(e => e.Message).Where(IsOurs);
        messages = [.. messages.Concat(ours).Distinct(StringComparer.Ordinal)];

        // The library knows more faults than these; its words are better than none.
        return messages.Count > 0 ? messages : [.. parsed.Errors.Select(e => e.Message).Distinct(StringComparer.Ordinal)];
    }

    private static string CommandMissing(ParseResult parsed, RootCommand root)
    {
        var commands = string.Join(", ", root.Subcommands.Select(c => c.Name));
        return parsed.UnmatchedTokens is [var first, ..] ? $"{first} is no command; give one of {commands}." : $"no command arrived; give one of {commands}.";
    }

    /// <summary>The validators' words; the library's own begin with one of these, and name symbols in quotes or types of the runtime.</summary>
    private static bool IsOurs(string message) =>
        !message.StartsWith("Cannot parse argument", StringComparison.Ordinal) && !message.StartsWith("Required argument missing", StringComparison.Ordinal)
        && !message.StartsWith("Unrecognized ", StringComparison.Ordinal) && !message.StartsWith("Option '", StringComparison.Ordinal);

    private static string TooMuch(string token, Command command)
    {
        var options = command.Options.Where(o => o.HelpName is not null).ToList();
        if (token.StartsWith("--", StringComparison.Ordinal))
        {
            return options.Count == 0
                ? $"{token} is no option of {command.Name}, which has none."
                : $"{token} is no option of {command.Name}; give one of {string.Join(", ", options.Select(o => o.Name))}.";
        }

        var arguments = string.Join(' ', command.Arguments.SelectMany(a => Enumerable.Repeat(a.Name, a.Arity.MaximumNumberOfValues)));
        var repeated = string.Concat(options.Where(o => o.Arity.MaximumNumberOfValues > 1).Select(o => $", and {o.Name} once for each {o.HelpName}"));
        return $"{token} is one argument too many; {command.Name} takes {(arguments.Length > 0 ? arguments : "none")}{repeated}.";
    }

    private static IEnumerable<string> Missing(CommandResult result)
    {
        foreach (var argument in result.Command.Arguments.Where(a => a.Arity.MinimumNumberOfValues > 0 && result.GetResult(a) is null or { Tokens.Count: 0 }))
        {
            yield return $"{result.Command.Name} needs {argument.Name}.";
        }

        foreach (var option in result.Command.Options.Where(o => o.Required && result.GetResult(o) is null or { Implicit: true }))
        {
            yield return $"{result.Command.Name} needs {option.Name} {option.HelpName}.";
        }
    }

    private static IEnumerable<string> Options(CommandResult result)
    {
        foreach (var option in result.Command.Options)
        {
            if (result.GetResult(option) is not { Implicit: false } given)
            {
                continue;
            }

            if (given.Tokens.Count == 0 && option.Arity.MinimumNumberOfValues > 0)
            {
                yield return $"{option.Name} lacks its {option.HelpName}.";
            }
            else if (given.IdentifierTokenCount > Math.Max(1, option.Arity.MaximumNumberOfValues))
            {
                yield return $"{option.Name} was given {given.IdentifierTokenCount} times; give it once.";
            }
        }
    }
}
