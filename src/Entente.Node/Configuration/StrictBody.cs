using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;

namespace Entente.Node.Configuration;

/// <summary>
/// A JSON body in which every field is one that is known: what there is no field for cannot be stored, and whoever sends it is told. All unknown
/// fields are named together, their contents never. A use case takes it as a parameter.
/// </summary>
/// <param name="Value">What arrived; null where <paramref name="Fault"/> says why not.</param>
/// <param name="Fault">What is wrong, in words without content; null where nothing is.</param>
internal sealed partial record StrictBody<T>(T? Value, string? Fault)
    where T : class
{
    private const int MostNamed = 10;

    /// <summary>Binds the parameter of a use case.</summary>
    public static async ValueTask<StrictBody<T>> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            var unknown = new List<string>();
            FindUnknown(document.RootElement, StrictJson.Options.GetTypeInfo(typeof(T)), "", unknown);
            return unknown.Count > 0
                ? new(null, $"There is no field {string.Join(", ", unknown.Distinct(StringComparer.Ordinal).Take(MostNamed))}; leave it out. The description of this route, /openapi/v1.json, has the fields.")
                : document.Deserialize<T>(StrictJson.Options) is { } value ? new(value, null)
                : new(null, "The body is empty; send one JSON object.");
        }
        catch (InvalidOperationException)
        {
            // The name of a field holds half a character.
            return new(null, "The body cannot be read; send one JSON object in UTF-8.");
        }
        catch (JsonException exception)
        {
            // The message of the parser would quote what arrived.
            var at = exception.Path is { Length: > 2 } path && Place().IsMatch(path) ? $" at {path[2..]}" : "";
            return new(null, $"The body cannot be read{at}; send one JSON object whose fields have the types and codes that /openapi/v1.json states.");
        }
    }

    private static void FindUnknown(JsonElement element, JsonTypeInfo type, string path, List<string> unknown)
    {
        if (type.Kind == JsonTypeInfoKind.Enumerable && element.ValueKind == JsonValueKind.Array && type.ElementType is { } of)
        {
            foreach (var one in element.EnumerateArray())
            {
                FindUnknown(one, type.Options.GetTypeInfo(of), path + "[]", unknown);
            }
        }
        else if (type.Kind == JsonTypeInfoKind.Object && element.ValueKind == JsonValueKind.Object)
        {
            foreach (var field in element.EnumerateObject())
            {
                var known = type.Properties.FirstOrDefault(p => string.Equals(p.Name, field.Name, StringComparison.OrdinalIgnoreCase));
                var name = path.Length > 0 ? $"{path}.{field.Name}" : field.Name;
                if (known is null)
                {
                    // A field's name can be somebody's name when it is not written like one of ours.
                    unknown.Add(FieldName().IsMatch(name) ? name : "(whose name is not shown)");
                }
                else
                {
                    FindUnknown(field.Value, type.Options.GetTypeInfo(known.PropertyType), name, unknown);
                }
            }
        }
    }

    [GeneratedRegex(@"^[a-z][A-Za-z_]{0,30}(\[\])?(\.[a-z][A-Za-z_]{0,30}(\[\])?){0,3}$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FieldName();

    [GeneratedRegex(@"^\$\.[a-z][A-Za-z]{0,30}(\[[0-9]{1,5}\])?(\.[a-z][A-Za-z]{0,30})?$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Place();
}

/// <summary>How strict bodies are read: as everywhere in the web, but null only where a field may be missing.</summary>
internal static class StrictJson
{
    /// <summary>The options.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true, TypeInfoResolver = new DefaultJsonTypeInfoResolver() };
}
