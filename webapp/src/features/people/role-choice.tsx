/** The roles of a form, as its field "role". */
export const RoleChoice = ({ roles, chosen }: { roles: { id: string; name: string }[]; chosen: string[] }) => (
  <fieldset>
    <legend className="mb-1 text-list font-strong text-strong">Roles</legend>
    <div className="grid max-h-64 gap-x-4 gap-y-1.5 overflow-y-auto rounded-input border border-hair p-3 phone:grid-cols-2">
      {roles.map((role) => <label key={role.id} className="flex items-center gap-2 text-list"><input type="checkbox" name="role" value={role.id} defaultChecked={chosen.includes(role.id)} className="accent-accent" />{role.name}</label>)}
    </div>
    <p className="mt-1 text-meta text-muted">Several add up.</p>
  </fieldset>
)
