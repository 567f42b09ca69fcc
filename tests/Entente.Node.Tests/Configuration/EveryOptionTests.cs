using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Entente.Node.Tests.Configuration;

/// <summary>entente.json states every option with its default. Which class is bound to which section, the node itself tells: it is asked to bind.</summary>
public sealed class EveryOptionTests
{
    // Options of the server, not of a class of the node.
    private static readonly string[] OfTheServer = ["Urls"];

    private static readonly JsonNode File = Read();

    [Fact]
    public void Every_options_class_is_bound_to_a_section() =>
        OptionsClasses().Where(type => SectionOf(type) is null).Select(type => type.Name).ShouldBeEmpty("Bind it with AddOptions<T>().BindConfiguration(\"Section\"), or name it another way.");

    [Fact]
    public void Every_option_stands_in_the_file_with_its_default()
    {
        var wrong = new List<string>();
        foreach (var type in OptionsClasses())
        {
            var section = SectionOf(type) ?? "";
            var bound = Activator.CreateInstance(type, nonPublic: true) ?? throw new InvalidOperationException($"{type} has no constructor without parameters.");
            new ConfigurationBuilder().AddJsonFile(FilePath).Build().GetSection(section).Bind(bound);
            Compare(section, type, bound, Activator.CreateInstance(type, nonPublic: true), Find(section), wrong);
        }

        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_stands_in_the_file_that_is_no_option()
    {
        var options = OptionsClasses().SelectMany(type => Keys(SectionOf(type) ?? "", type)).Concat(OfTheServer).ToHashSet(StringComparer.Ordinal);
        KeysOf(File, "").Where(key => !options.Contains(key)).ShouldBeEmpty();
    }

    private static string FilePath => Path.Combine(AppContext.BaseDirectory, "entente.json");

    private static JsonNode Read() => JsonNode.Parse(System.IO.File.ReadAllText(FilePath), documentOptions: new() { CommentHandling = JsonCommentHandling.Skip }) ?? throw new InvalidDataException("The file is empty.");

    private static IEnumerable<Type> OptionsClasses() => typeof(NodeHost).Assembly.GetTypes().Where(type =>
        type.Name.EndsWith("Options", StringComparison.Ordinal) && type is { IsClass: true, IsAbstract: false } && !type.IsSubclassOf(typeof(AuthenticationSchemeOptions)));

    private static void Compare(string path, Type type, object? bound, object? usual, JsonNode? stated, List<string> wrong)
    {
        foreach (var property in OptionsOf(type))
        {
            var key = $"{path}:{property.Name}";
            if (stated is not JsonObject section || !section.ContainsKey(property.Name))
            {
                wrong.Add($"{key} is missing");
            }
            else if (IsSection(property.PropertyType))
            {
                Compare(key, property.PropertyType, property.GetValue(bound), property.GetValue(usual), section[property.Name], wrong);
            }
            else if (JsonSerializer.Serialize(property.GetValue(bound), property.PropertyType) is var there && JsonSerializer.Serialize(property.GetValue(usual), property.PropertyType) is var wanted && there != wanted)
            {
                wrong.Add($"{key} is {there}, its default {wanted}");
            }
        }
    }

    private static IEnumerable<PropertyInfo> OptionsOf(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite);

    private static bool IsSection(Type type) => type.Assembly == typeof(NodeHost).Assembly && type.IsClass;

    private static IEnumerable<string> Keys(string path, Type type) => OptionsOf(type).SelectMany(p =>
        IsSection(p.PropertyType) ? Keys($"{path}:{p.Name}", p.PropertyType) : [$"{path}:{p.Name}"]);

    /// <summary>The keys of the file down to values, lists and empty objects.</summary>
    private static IEnumerable<string> KeysOf(JsonNode? node, string path) =>
        node is JsonObject { Count: > 0 } section ? section.SelectMany(p => KeysOf(p.Value, path.Length == 0 ? p.Key : $"{path}:{p.Key}")) : [path];

    private static JsonNode? Find(string path) => path.Split(':').Aggregate((JsonNode?)File, (node, key) => (node as JsonObject)?[key]);

    /// <summary>The section that the node asks for when it binds a class; null where it asks for none.</summary>
    private static string? SectionOf(Type type)
    {
        var asked = new AskedConfiguration();
        using var provider = Services().AddSingleton<IConfiguration>(asked).BuildServiceProvider();
        var configure = typeof(IConfigureOptions<>).MakeGenericType(type);
        foreach (var one in provider.GetServices(configure))
        {
            configure.GetMethod(nameof(IConfigureOptions<>.Configure))?.Invoke(one, [Activator.CreateInstance(type, nonPublic: true)]);
        }

        return asked.Section;
    }

    private static ServiceCollection Services()
    {
        var collected = new ServiceCollection();
        using var node = NodeHost.Build(["--config", FilePath], services =>
        {
            foreach (var service in services)
            {
                ((ICollection<ServiceDescriptor>)collected).Add(service);
            }
        }) as IDisposable;
        return collected;
    }

    /// <summary>A configuration that has nothing and remembers the first section that it was asked for.</summary>
    private sealed class AskedConfiguration : IConfiguration
    {
        private readonly IConfiguration _nothing = new ConfigurationBuilder().Build();

        public string? Section { get; private set; }

        public string? this[string key]
        {
            get => null;
            set => throw new NotSupportedException();
        }

        public IEnumerable<IConfigurationSection> GetChildren() => [];

        public IChangeToken GetReloadToken() => _nothing.GetReloadToken();

        public IConfigurationSection GetSection(string key)
        {
            Section ??= key;
            return _nothing.GetSection(key);
        }
    }
}
