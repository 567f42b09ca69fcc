namespace Entente.Node.Configuration;

/// <summary>
/// The one configuration file: JSON in which comments are allowed. Every option has a default; what the file, then the environment
/// (<c>ENTENTE_Lists__Refresh</c>), then the command line (<c>--Lists:Refresh=00:10:00</c>) say, comes over it.
/// </summary>
internal static class ConfigurationFile
{
    private const string Argument = "--config";

    /// <summary>Reads the file that <c>--config FILE</c> names, or entente.json where the program lies.</summary>
    /// <exception cref="FileNotFoundException">The named file is not there.</exception>
    public static void Add(WebApplicationBuilder builder, string[] args)
    {
        var at = Array.IndexOf(args, Argument);
        var named = at >= 0 && at + 1 < args.Length ? Path.GetFullPath(args[at + 1]) : null;
        if (named is not null && !File.Exists(named))
        {
            throw new FileNotFoundException($"the configuration file {named} is not there; give the path of one with {Argument} FILE.");
        }

        var file = named ?? Path.Combine(AppContext.BaseDirectory, "entente.json");
        builder.Configuration.Sources.Clear();
        builder.Configuration.AddJsonFile(file, optional: named is null, reloadOnChange: false)
            .AddEnvironmentVariables("ENTENTE_")
            .AddCommandLine([.. args.Where((_, i) => at < 0 || (i != at && i != at + 1))]);
        builder.Configuration[FolderKey] = Path.GetDirectoryName(file);
    }

    /// <summary>The key under which the folder of the file stands; paths in the file are relative to it.</summary>
    public const string FolderKey = "Configuration:Folder";
}
