using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace PromoEngine.Orders;

/// <summary>Small lists and maps that are only ever read and written whole live as JSON in one text column, the same on every database.</summary>
internal static class JsonColumn
{
    private const int MaxLength = 16_000;

    /// <summary>Stores a list as JSON.</summary>
    public static PropertyBuilder<IReadOnlyList<T>> AsJson<T>(this PropertyBuilder<IReadOnlyList<T>> property) =>
        property.Converted<IReadOnlyList<T>, List<T>>();

    /// <summary>Stores a map as JSON; its order is kept.</summary>
    public static PropertyBuilder<IReadOnlyDictionary<string, T>> AsJson<T>(this PropertyBuilder<IReadOnlyDictionary<string, T>> property) =>
        property.Converted<IReadOnlyDictionary<string, T>, OrderedDictionary<string, T>>();

    private static PropertyBuilder<TValue> Converted<TValue, TStored>(this PropertyBuilder<TValue> property)
        where TValue : class
        where TStored : TValue, new()
    {
        property.HasMaxLength(MaxLength);
        property.HasConversion(
            new ValueConverter<TValue, string>(value => Write(value), json => Read<TStored>(json)),
            new ValueComparer<TValue>(
                (a, b) => Write(a) == Write(b),
                value => Write(value).GetHashCode(StringComparison.Ordinal),
                value => value)); // never changed in place, so the value is its own snapshot
        return property;
    }

    /// <summary>What the column holds; hand-written SQL writes the same.</summary>
    public static string Write<TValue>(TValue value) => JsonSerializer.Serialize(value);

    private static TStored Read<TStored>(string json) where TStored : new() => JsonSerializer.Deserialize<TStored>(json) ?? new();
}
