using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Entente.Architecture.Tests;

/// <summary>What a compiled project uses, read from its metadata without running any of it.</summary>
/// <param name="References">Names of the assemblies it refers to.</param>
/// <param name="Types">Full names of the types of others that it refers to.</param>
/// <param name="Members">Members of others that it refers to, as "Namespace.Type.Member".</param>
internal sealed record Assembly(IReadOnlyList<string> References, IReadOnlyList<string> Types, IReadOnlyList<string> Members)
{
    /// <summary>Reads the assembly that was built beside these tests.</summary>
    public static Assembly Of(string project)
    {
        using var stream = File.OpenRead(Path.Combine(AppContext.BaseDirectory, project + ".dll"));
        using var file = new PEReader(stream);
        var metadata = file.GetMetadataReader();
        return new(
            [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))],
            [.. metadata.TypeReferences.Select(handle => NameOf(metadata, handle))],
            [.. metadata.MemberReferences.Select(metadata.GetMemberReference)
                .Where(member => member.Parent.Kind == HandleKind.TypeReference)
                .Select(member => NameOf(metadata, (TypeReferenceHandle)member.Parent) + "." + metadata.GetString(member.Name))]);
    }

    private static string NameOf(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        return metadata.GetString(type.Namespace) + "." + metadata.GetString(type.Name);
    }
}
