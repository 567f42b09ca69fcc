using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Entente.Node.Tests.Security;

/// <summary>A route as the OpenAPI document describes it, with a request that is made up from the description.</summary>
internal sealed class DescribedRoute(string method, string path, JsonNode operation, JsonNode document)
{
    /// <summary>What the words of the description do not say: values that are taken where a field of that name stands.</summary>
    private static readonly Dictionary<string, string> Usual = new(StringComparer.Ordinal)
    {
        ["birthDate"] = "1991-03-06", ["birthDates"] = "1991-03-06", ["nationality"] = "MAR", ["nationalities"] = "MAR", ["issuer"] = "MAR", ["documentIssuer"] = "MAR", ["number"] = "XA1204417",
        ["documentNumber"] = "XA1204417", ["post"] = "CMN-AIR", ["direction"] = "entry", ["kind"] = "flight", ["carrier"] = "UT", ["from"] = "CMN", ["to"] = "MAD", ["reason"] = "same-document",
        ["text"] = "Amal Idrissi", ["warrant"] = "", ["result"] = "passed", ["listing"] = "L1", ["sex"] = "F", ["handling"] = "", ["audience"] = "partner", ["flags"] = "child", ["measure"] = "let-pass",
    };

    public string Method => method;

    /// <summary>Whether other services get in, by their signature over each request, and nobody else.</summary>
    public bool IsForPartners => path.StartsWith("/exchange/v1/", StringComparison.Ordinal);

    /// <summary>Method and path, for a message.</summary>
    public string Name => $"{method} {path}";

    /// <summary>All routes of a node.</summary>
    public static async Task<IReadOnlyList<DescribedRoute>> AllAsync(RunningNode node)
    {
        var document = JsonNode.Parse(await node.Nobody.GetStringAsync("/openapi/v1.json"))!; // It is JSON.
        return [.. document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(operation => new DescribedRoute(operation.Key.ToUpperInvariant(), path.Key, operation.Value!, document)))];
    }

    /// <summary>The names of the parameters in path ("path") or query ("query").</summary>
    public IReadOnlyList<string> Parameters(string place) =>
        [.. (operation["parameters"]?.AsArray() ?? []).Where(p => p!["in"]!.GetValue<string>() == place).Select(p => p!["name"]!.GetValue<string>())];

    /// <summary>A body that the description allows; null where the route takes none.</summary>
    public JsonNode? Body() => operation["requestBody"]?["content"]?["application/json"]?["schema"] is { } schema ? Example(schema, "") : null;

    /// <summary>The bodies in which one field or element holds something else, each with the field's place.</summary>
    public IEnumerable<(string Place, string Json)> BodiesWith(string rawValue)
    {
        const string mark = "\"@@here@@\"";
        var places = Body() is { } body ? Places(body).ToList() : [];
        foreach (var place in places)
        {
            var changed = Body()!; // There is one.
            Put(changed, place);
            yield return (string.Join('.', place), changed.ToJsonString().Replace(mark, rawValue, StringComparison.Ordinal));
        }
    }

    /// <summary>The request. Parameters that are not given get the id that the node has for them.</summary>
    public HttpRequestMessage Request(IReadOnlyDictionary<string, string> ids, string? json, string? parameter = null, string rawValue = "")
    {
        var to = Parameters("path").Aggregate(path, (p, name) => p.Replace($"{{{name}}}", name == parameter ? rawValue : ids.GetValueOrDefault($"{path.Split('/')[1]}.{name}") ?? ids.GetValueOrDefault(name) ?? "unknown", StringComparison.Ordinal));
        var query = Parameters("query").Contains(parameter) ? $"?{parameter}={rawValue}" : Parameters("query").Contains("q") ? "?q=Nadia" : "";
        return new HttpRequestMessage(new HttpMethod(method), to + query) { Content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json") };
    }

    private JsonNode? Example(JsonNode schema, string name)
    {
        var s = Resolve(schema);
        if (s["enum"]?.AsArray() is { } codes)
        {
            return codes.First(c => c is not null)!.DeepClone();
        }

        return TypeOf(s) switch
        {
            "array" => new JsonArray(Example(s["items"] ?? new JsonObject(), name)),
            "integer" or "number" => JsonValue.Create(1),
            "boolean" => JsonValue.Create(false),
            "string" => JsonValue.Create(Text(s, name)),
            _ when s["properties"]?.AsObject() is { } properties => new JsonObject(properties.Select(p => KeyValuePair.Create(p.Key, Example(p.Value!, p.Key)))),
            _ when name == "queries" => JsonNode.Parse("""{"q":{"schema":"Person","properties":{"name":["Nadia Choukri"],"birthDate":["1991-03-06"]}}}"""),
            _ => new JsonObject { ["id"] = "x", ["type"] = "public-key", ["response"] = new JsonObject { ["clientDataJSON"] = "e30", ["attestationObject"] = "e30" } },
        };
    }

    private static string Text(JsonNode schema, string name) => schema["format"]?.GetValue<string>() switch
    {
        "date" => DateTime.UtcNow.AddDays(20).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        "date-time" => DateTime.UtcNow.AddDays(1).ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture),
        _ => Usual.GetValueOrDefault(name, "words"),
    };

    private JsonNode Resolve(JsonNode schema) =>
        schema["$ref"]?.GetValue<string>() is { } reference ? Resolve(document["components"]!["schemas"]![reference.Split('/')[^1]]!)
        : schema["oneOf"]?.AsArray().FirstOrDefault(one => one!["type"] is not JsonValue value || value.ToString() != "null") is { } one ? Resolve(one)
        : schema;

    private static string? TypeOf(JsonNode schema) => schema["type"] switch
    {
        JsonArray several => several.Select(t => t!.GetValue<string>()).FirstOrDefault(t => t is not "null"),
        JsonValue one => one.GetValue<string>(),
        _ => null,
    };

    private static IEnumerable<object[]> Places(JsonNode node) => node switch
    {
        JsonObject o => o.SelectMany(p => (p.Value is null ? [] : Places(p.Value)).Select(rest => (object[])[p.Key, .. rest]).Append([p.Key])),
        JsonArray a => a.SelectMany((v, i) => (v is null ? [] : Places(v)).Select(rest => (object[])[i, .. rest]).Append([i])),
        _ => [],
    };

    private static void Put(JsonNode node, object[] place)
    {
        foreach (var step in place[..^1])
        {
            node = (step is int i ? node[i] : node[(string)step])!; // The place was found in an equal body.
        }

        if (place[^1] is int last)
        {
            node[last] = "@@here@@";
        }
        else
        {
            node[(string)place[^1]] = "@@here@@";
        }
    }
}
